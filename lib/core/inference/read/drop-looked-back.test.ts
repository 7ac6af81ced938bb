import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

test('a look at what was done is no look-up for one item more', async () => {
  const permits = ['k-7113', 'k-7119', 'k-7113', 'k-7125'].map((keeper, at) => ({
    uid: `p-${401 + at * 7}`,
    keeper,
    public: at !== 1,
  }));
  const days: Readonly<Record<string, string>> = {
    'k-7113': '2026-03-30',
    'k-7119': '2026-02-22',
    'k-7125': '2026-03-16',
  };
  const world: SmallWorld = {
    'office/list_permits': { run: () => permits },
    'office/get_courier': { run: ({ key }) => ({ key: key ?? null, starts_on: days[String(key)] ?? null }) },
    'office/append_row': { run: () => 'ok' },
  };
  const prompt = "For every one of the permits that are public append a row with its keeper's starts on as first cell.";
  const trace = await record(prompt, world, async (call) => {
    await call('office/list_permits');
    for (const { keeper } of permits.filter((permit) => permit.public)) {
      await call('office/get_courier', { key: keeper });
      await call('office/append_row', { first_cell: days[keeper] ?? null });
    }
    await call('office/get_courier', { key: 'k-7125' });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow).split('\n').slice(1)).toEqual([
    'for permit of filter(permits, permit2 => eq(permit2.public, true))',
    '  courier = get_courier(key: permit.keeper)',
    '  appendRow = append_row(first_cell: courier.starts_on)',
  ]);
  expect(questions).toEqual([]);
});
