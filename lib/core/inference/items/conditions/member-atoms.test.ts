import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const reports = [
  {
    report: 'r-501',
    lines: [
      { shop: 'Alba', receipt: 'a.pdf' },
      { shop: 'Bona', receipt: null },
    ],
  },
  { report: 'r-502', lines: [{ shop: 'Cora', receipt: 'c.pdf' }] },
  {
    report: 'r-503',
    lines: [
      { shop: 'Dara', receipt: 'd.pdf' },
      { shop: 'Elba', receipt: 'e.pdf' },
    ],
  },
  { report: 'r-504', lines: [{ shop: 'Fina', receipt: null }] },
];
const world: SmallWorld = {
  'pay/list_reports': { run: () => reports },
  'pay/reject': { run: () => ({ ok: true }) },
  'pay/accept': { run: () => ({ ok: true }) },
};

async function programOf(prompt: string, tool: string, taken: readonly string[]) {
  const trace = await record(prompt, world, async (call) => {
    await call('pay/list_reports');
    for (const report of taken) await call(tool, { report });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { program: showWorkflow(workflow), questions };
}

test('items are told apart by what holds for some of their members', async () => {
  const { program, questions } = await programOf(
    'Reject the reports with at least one line without a receipt.',
    'pay/reject',
    ['r-501', 'r-504'],
  );
  expect(program).toMatch(/some\(coalesce\(report\d?\.lines, \[\]\), \w+ => isEmpty\(\w+\.receipt\)\)/);
  expect(questions).toEqual([]);
});

test('the name of one member is never the reason where something general is', async () => {
  const { program, questions } = await programOf('Accept the reports whose lines all have a receipt.', 'pay/accept', [
    'r-502',
    'r-503',
  ]);
  expect(program).not.toMatch(/Cora|Dara|Elba/);
  expect(questions.flatMap(({ options }) => options.map(({ label }) => label)).join()).not.toMatch(/Cora|Dara|Elba/);
});
