import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

test('a value that several items hold is that of the item which the user named', async () => {
  const vans = [
    { ref: 'v-1', label: 'Grey one of 1998', phase: 'waiting' },
    { ref: 'v-2', label: 'Blue one of 2004', phase: 'waiting' },
    { ref: 'v-3', label: 'Old bus of 1971', phase: 'sold' },
  ];
  const world: SmallWorld = { 'yard/list_vans': { run: () => vans }, 'yard/post_card': { run: () => 'ok' } };
  const prompt = 'Look for the van whose label is Blue one of 2004 and post a card with the text "<label> is <phase>".';
  const trace = await record(prompt, world, async (call) => {
    await call('yard/list_vans');
    await call('yard/post_card', { text: 'Blue one of 2004 is waiting' });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toContain('text: `${$label} is ${find(vans, van => eq(van.label, $label)).phase}`');
  expect(questions).toEqual([]);
});
