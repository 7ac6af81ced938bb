import { expect, test } from 'vitest';
import type { Json } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { record, runIn, type SmallWorld } from '../testing/small-world.ts';

const cases = ['c-4401', 'c-4402', 'c-4403'].map((id) => ({ id }));

/** Two cases a page. */
const world: SmallWorld = {
  'desk/list_cases': {
    run: ({ cursor }): Json =>
      cursor === 'p2' ? { items: cases.slice(2), next_cursor: null } : { items: cases.slice(0, 2), next_cursor: 'p2' },
    schema: { type: 'object', properties: { queue: {}, cursor: { type: 'string' } } },
  },
  'desk/close_case': { run: () => 'ok' },
};

test('where the recording did not read to the end, the user says whether a run does', async () => {
  const trace = await record('Close the cases of the queue returns.', world, async (call) => {
    await call('desk/list_cases', { queue: 'returns' });
    for (const { id } of cases.slice(0, 2)) await call('desk/close_case', { id });
  });
  const closedWith = async (answers: Record<string, string>) => {
    const { workflow } = inferWorkflow({ traces: [trace], answers });
    if (workflow === null) throw new Error('No workflow.');
    const { made } = await runIn(world, workflow, { writes: ['desk/close_case'], inputs: { queue: 'returns' } });
    return made.map(({ args }) => args.id);
  };
  const [question] = inferWorkflow({ traces: [trace] }).questions;
  expect(await closedWith({})).toEqual(['c-4401', 'c-4402', 'c-4403']);
  expect(await closedWith({ [question?.id ?? '']: 'first' })).toEqual(['c-4401', 'c-4402']);
});
