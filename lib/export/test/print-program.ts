import { resultData } from '#core/tool/extract.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import { type Workflow, workflowIdentity } from '#core/workflow/workflow.ts';
import { aboutAgent } from '../about-agent.ts';
import type { Catalogue } from '../program/lower-calls.ts';
import { lowerWorkflow } from '../program/lower-workflow.ts';
import { PYTHON_RULES } from '../python/language-rules.ts';
import { printSources as printPythonSources } from '../python/print-sources.ts';
import { TYPESCRIPT_RULES } from '../typescript/language-rules.ts';
import { printSources } from '../typescript/print-sources.ts';
import { playWorld, type WorldRule } from './world.ts';

/** What is known of tools: those that have no schema answer as the world does. */
export async function catalogueFor(tools: readonly ToolSpec[], world: readonly WorldRule[] = []): Promise<Catalogue> {
  const answers = await Promise.all(
    world
      .filter((rule) => rule.data !== undefined || rule.text !== undefined || rule.result !== undefined)
      .map(async (rule) => ({
        tool: rule.tool,
        result: await playWorld([rule]).caller.call({
          server: rule.server ?? '',
          tool: rule.tool,
          args: { ...rule.args },
        }),
      })),
  );
  return {
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
  };
}

/** The generated files of a workflow in TypeScript, formatted. */
export async function printProgram(
  workflow: Workflow,
  tools: readonly ToolSpec[],
  world: readonly WorldRule[] = [],
): Promise<Readonly<Record<string, string>>> {
  const program = lowerWorkflow(workflow, { catalogue: await catalogueFor(tools, world), rules: TYPESCRIPT_RULES });
  return printSources(program, {
    identity: workflowIdentity(workflow),
    trigger: workflow.trigger ?? { on: 'manual' },
    about: aboutAgent(workflow),
  });
}

/** The generated files of a workflow in Python, formatted. */
export async function printPythonProgram(
  workflow: Workflow,
  tools: readonly ToolSpec[],
  world: readonly WorldRule[] = [],
): Promise<Readonly<Record<string, string>>> {
  const program = lowerWorkflow(workflow, { catalogue: await catalogueFor(tools, world), rules: PYTHON_RULES });
  return printPythonSources(program, {
    identity: workflowIdentity(workflow),
    trigger: workflow.trigger ?? { on: 'manual' },
    about: aboutAgent(workflow),
  });
}
