import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

test('each of several hundred sentences is the item of the call that was given the id in it', async () => {
  const things = Array.from({ length: 500 }, (_, at) => ({ id: `k-${(at * 7919 + 104729).toString(36)}`, at }));
  const world: SmallWorld = {
    'depot/list_things': { run: () => things.map(({ id, at }) => `- ${id}: Thing ${at} (open)`).join('\n') },
    'depot/close_thing': { run: () => ({ ok: true }) },
  };
  const trace = await record('Close every thing.', world, async (call) => {
    await call('depot/list_things', {});
    for (const { id } of things) await call('depot/close_thing', { id });
  });
  const { workflow } = inferWorkflow({ traces: [trace] });
  expect(workflow?.body.map((step) => step.do)).toEqual(['call', 'forEach']);
});
