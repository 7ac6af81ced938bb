import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

test('a value that the user named for where there is none is used just there', async () => {
  const wards = [
    { ward: 1, on_duty: 'n-8325' },
    { ward: 5, on_duty: null },
    { ward: 3, on_duty: 'n-9aba' },
  ];
  const requests = [
    { request: 'q-1208', ward: 1 },
    { request: 'q-0767', ward: 3 },
    { request: 'q-0518', ward: 5 },
  ];
  const world: SmallWorld = {
    'ward/list_wards': { run: () => wards },
    'ward/list_requests': { run: () => requests },
    'ward/assign': { run: () => ({ ok: true }) },
  };
  const trace = await record(
    'Each request goes to whoever is on duty in its ward; where nobody is, n-boss takes it.',
    world,
    async (call) => {
      await call('ward/list_wards');
      await call('ward/list_requests');
      for (const { request, ward } of requests)
        await call('ward/assign', { request, nurse: wards.find((one) => one.ward === ward)?.on_duty ?? 'n-boss' });
    },
  );
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toMatch(
    /nurse: coalesce\(find\(wards, (\w+) => eq\(\1\.ward, request\.ward\)\)\.on_duty, \$\w+\)/,
  );
  expect(questions).toEqual([]);
});

test('a number that the user named beside the argument is used where there is no entry', async () => {
  const rents: Readonly<Record<string, readonly { month: string; paid: number }[]>> = {
    'fl-61': [
      { month: '2026-01', paid: 900 },
      { month: '2026-02', paid: 950 },
    ],
    'fl-62': [{ month: '2026-01', paid: 700 }],
    'fl-63': [
      { month: '2026-02', paid: 640 },
      { month: '2026-01', paid: 630 },
    ],
  };
  const world: SmallWorld = {
    'rent/list_flats': { run: () => ({ flats: Object.keys(rents).map((flat) => ({ flat })) }) },
    'rent/get_payments': { run: ({ flat }) => ({ payments: [...(rents[String(flat)] ?? [])] }) },
    'rent/book': { run: () => 'ok' },
  };
  const trace = await record(
    'Book for each flat what was paid in 2026-02 as its amount; who paid nothing in that month gets the amount 0.',
    world,
    async (call) => {
      await call('rent/list_flats');
      for (const [flat, payments] of Object.entries(rents)) {
        await call('rent/get_payments', { flat });
        await call('rent/book', { flat, amount: payments.find(({ month }) => month === '2026-02')?.paid ?? 0 });
      }
    },
  );
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toMatch(
    /amount: coalesce\(find\(payments\.payments, (\w+) => eq\(\1\.month, \$\w+\)\)\.paid, \$\w+\)/,
  );
  expect(questions).toEqual([]);
});
