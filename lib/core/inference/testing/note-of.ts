import type { Json } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from './show-workflow.ts';
import { record, type SmallWorld } from './small-world.ts';

/** The line of the program that posts the text, in a program that comes of one read and one note. */
export async function noteOf(prompt: string, data: Json, text: string): Promise<string> {
  const world: SmallWorld = { 'box/get_record': { run: () => data }, 'box/post_note': { run: () => 'posted' } };
  const trace = await record(prompt, world, async (call) => {
    await call('box/get_record', { id: 'K-7' });
    await call('box/post_note', { text });
  });
  const lines = showWorkflow(inferWorkflow({ traces: [trace] }).workflow).split('\n');
  return lines.find((line) => line.includes('post_note'))?.trim() ?? '';
}
