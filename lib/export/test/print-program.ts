import { resultData } from '#core/tool/extract.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import { type Workflow, workflowIdentity } from '#core/workflow/workflow.ts';
import { lowerWorkflow } from '../program/lower-workflow.ts';
import { TYPESCRIPT_RULES } from '../typescript/language-rules.ts';
import { printSources } from '../typescript/print-sources.ts';
import { playWorld, type WorldRule } from './world.ts';

/** The generated files of a workflow, formatted; types of tools without a schema are taken from the world's answers. */
export async function printProgram(
  workflow: Workflow,
  tools: readonly ToolSpec[],
  world: readonly WorldRule[] = [],
): Promise<Readonly<Record<string, string>>> {
  const answers = await Promise.all(
    world
      .filter((rule) => rule.data !== undefined || rule.text !== undefined)
      .map(async (rule) => ({
        tool: rule.tool,
        result: await playWorld([rule]).caller.call({ server: '', tool: rule.tool, args: { ...rule.args } }),
      })),
  );
  const program = lowerWorkflow(workflow, {
    rules: TYPESCRIPT_RULES,
    catalogue: {
      tools,
      recorded: (ref, extract) =>
        answers.flatMap(({ tool, result }) => {
          if (tool !== ref.tool) return [];
          try {
            return [resultData(result, extract)];
          } catch {
            return [];
          }
        }),
    },
  });
  return printSources(program, { identity: workflowIdentity(workflow), trigger: workflow.trigger ?? { on: 'manual' } });
}
