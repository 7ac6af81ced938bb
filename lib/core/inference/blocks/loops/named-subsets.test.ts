import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const PERMITS = [
  { code: 're8vv0', name: 'cedar breaks 84', weight: 142, keeper: 1201 },
  { code: 'qfdmg1', name: 'amber arrives 54', weight: 149, keeper: 1195 },
  { code: 's74522', name: 'grove falls 18', weight: 208, keeper: 1195 },
  { code: '2ybwx3', name: 'dune breaks 48', weight: 103, keeper: 1195 },
  { code: 'frxvf4', name: 'amber moves 66', weight: 96, keeper: 1201 },
];

test('a look-up belongs to an item that the user described, not to the next one with the same keeper', async () => {
  const world: SmallWorld = {
    'yard/list_permits': { run: () => PERMITS },
    'yard/get_courier': {
      run: ({ code }) => ({ code: code ?? null, rank: Number(code) * 3, page: `https://x.test/${code}` }),
    },
    'yard/send_letter': { run: () => 'ok' },
  };
  const prompt =
    "For every one of the permits with a weight of less than 155 send a letter with its keeper's rank as opening and its name as content.";
  const trace = await record(prompt, world, async (call) => {
    await call('yard/list_permits');
    for (const { name, keeper } of PERMITS.filter(({ weight }) => weight < 155)) {
      await call('yard/get_courier', { code: keeper });
      await call('yard/send_letter', { opening: keeper * 3, content: name });
    }
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow).split('\n').slice(1)).toEqual([
    'for permit of filter(permits, permit2 => lt(permit2.weight, $maxWeight))',
    '  courier = get_courier(code: permit.keeper)',
    '  sendLetter = send_letter(opening: courier.rank, content: permit.name)',
  ]);
  expect(questions).toEqual([]);
});
