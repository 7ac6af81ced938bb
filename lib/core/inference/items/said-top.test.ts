import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

test('calls that hold a word alone, as many as the user wanted first, are for those first few', async () => {
  const permits = [
    { ref: 'p-4870', phase: 'blocked', price: 17 },
    { ref: 'p-4877', phase: 'shipped', price: 90 },
    { ref: 'p-4883', phase: 'blocked', price: 55 },
    { ref: 'p-4889', phase: 'shipped', price: 12 },
    { ref: 'p-4895', phase: 'blocked', price: 71 },
  ];
  const world: SmallWorld = {
    'dock/list_permits': { run: () => ({ permits }) },
    'dock/send_letter': { run: () => 'ok' },
  };
  const prompt =
    'Of the permits, take the 3 with the highest price, and for each send a letter with its phase as opening.';
  const trace = await record(prompt, world, async (call) => {
    await call('dock/list_permits');
    for (const opening of ['shipped', 'blocked', 'blocked']) await call('dock/send_letter', { opening });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toMatch(/for permit of sort\(permits\.permits, permit\d\.price desc, take \$limit\)/);
  expect(questions).toEqual([]);
});
