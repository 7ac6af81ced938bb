import { resultData } from '#core/tool/extract.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { formatTypeScript } from '../format-code.ts';
import { lowerWorkflow } from '../program/lower-workflow.ts';
import { printInputs } from '../typescript/print/print-inputs.ts';
import { printMain } from '../typescript/print/print-main.ts';
import { printTools } from '../typescript/print/print-tools.ts';
import { printCode } from '../typescript/print-code.ts';
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
  const printed = {
    'tools.ts': printTools(program),
    'inputs.ts': printInputs(program),
    'main.ts': printMain(program, { workflow: workflow.name, trigger: workflow.trigger ?? { on: 'manual' } }),
  };
  const formatted = Object.entries(printed).map(async ([path, text]) => [path, await formatTypeScript(text)] as const);
  return Object.fromEntries([['workflow.ts', (await printCode(program)).text], ...(await Promise.all(formatted))]);
}
