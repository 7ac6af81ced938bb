import type { Json, JsonObject } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from './show-workflow.ts';
import { record, type SmallWorld } from './small-world.ts';

/** The last line of the program that comes of one read and one write. */
export async function writeAfter(
  prompt: string,
  data: Json,
  args: JsonObject,
  readArgs: JsonObject = { id: 'K-7' },
): Promise<string> {
  const world: SmallWorld = { 'box/get_record': { run: () => data }, 'box/post_note': { run: () => 'posted' } };
  const trace = await record(prompt, world, async (call) => {
    await call('box/get_record', readArgs);
    await call('box/post_note', args);
  });
  return (
    showWorkflow(inferWorkflow({ traces: [trace] }).workflow)
      .split('\n')
      .at(-1) ?? ''
  );
}
