import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const BOATS = [
  { ref: 'b-417', status: 'active', berth: 31 },
  { ref: 'b-423', status: 'sold', berth: 12 },
  { ref: 'b-431', status: 'active', berth: 55 },
  { ref: 'b-448', status: 'active', berth: 7 },
];

async function programOf(prompt: string, textOf: (boat: (typeof BOATS)[number]) => string): Promise<string> {
  const world: SmallWorld = {
    'port/list_boats': { run: () => ({ boats: BOATS }) },
    'port/post_note': { run: () => 'ok' },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('port/list_boats');
    for (const boat of BOATS.filter(({ status }) => status === 'active'))
      await call('port/post_note', { title: boat.ref, text: textOf(boat) });
  });
  return showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
}

test('a common word that all items were taken for is what the item has, and no fixed word', async () => {
  const program = await programOf(
    'For each of the boats with the status "active" post a note.',
    ({ berth, status }) => `${berth}: ${status}`,
  );
  expect(program).toContain('text: `${boat.berth}: ${boat.status}`');
});

test('a common word stays fixed where the user wrote the words around it', async () => {
  const program = await programOf(
    'For each of the boats with the status "active" post a note "<berth> is still active".',
    ({ berth }) => `${berth} is still active`,
  );
  expect(program).toContain('text: `${boat.berth} is still active`');
});
