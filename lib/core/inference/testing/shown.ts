import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from './show-workflow.ts';
import { record, type SmallWorld } from './small-world.ts';

/** The program that comes of a demonstration, as short lines, and what it asks. */
export async function shown(
  prompt: string,
  world: SmallWorld,
  script: Parameters<typeof record>[2],
): Promise<{ readonly program: string; readonly questions: readonly string[]; readonly inputs: readonly unknown[] }> {
  const { workflow, questions } = inferWorkflow({ traces: [await record(prompt, world, script)] });
  return {
    program: showWorkflow(workflow),
    questions: questions.map(({ text }) => text),
    inputs: workflow?.inputs.map((input) => input.default) ?? [],
  };
}
