import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, runIn, type SmallWorld } from '../testing/small-world.ts';

const invoices = [
  { id: 'inv-881', customer: 'Ada Ltd', status: 'open', total: 120.5 },
  { id: 'inv-882', customer: 'Brno sro', status: 'paid', total: 99 },
  { id: 'inv-883', customer: 'Cork plc', status: 'open', total: 310 },
  { id: 'inv-884', customer: 'Dorn AG', status: 'void', total: 77 },
];

const world = (items: typeof invoices): SmallWorld => ({
  'billing/list_invoices': { run: () => ({ invoices: items }) },
  'chat/post_message': { run: () => 'ok' },
});

const paid = invoices.filter(({ status }) => status === 'paid');

async function inferFrom(prompt: string, text = 'Open invoices: inv-881, inv-883') {
  const trace = await record(prompt, world(invoices), async (call) => {
    await call('billing/list_invoices');
    await call('chat/post_message', { channel: 'finance', text });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  if (workflow === null) throw new Error('No workflow.');
  expect(questions).toEqual([]);
  const inputs = Object.fromEntries(workflow.inputs.map(({ name, default: value }) => [name, value ?? null]));
  return {
    program: showWorkflow(workflow),
    run: (items: typeof invoices) => runIn(world(items), workflow, { writes: ['chat/post_message'], inputs }),
  };
}

const POST = 'Post "Open invoices: <ids>" with all open invoices to the channel finance';

test.each([
  `${POST}. If there are none, post nothing.`,
  `${POST}, unless there are none.`,
  `${POST}; stay silent when nothing is open.`,
  'If any invoices are open, post "Open invoices: <ids>" to the channel finance.',
])('where the list is empty nothing is written: %s', async (prompt) => {
  const { run } = await inferFrom(prompt);
  expect((await run(invoices.slice(2))).made.map(({ args }) => args.text)).toEqual(['Open invoices: inv-883']);
  expect(await run(paid)).toEqual({ status: 'succeeded', made: [] });
});

test('what is wanted instead was not shown, so the run stops', async () => {
  const { run } = await inferFrom(`${POST}. If there are none, say "All paid".`);
  expect(await run(paid)).toMatchObject({ status: 'failed', made: [] });
});

test('who says nothing of an empty list gets the text without items', async () => {
  const { run } = await inferFrom(`${POST}.`);
  expect((await run(paid)).made.map(({ args }) => args.text)).toEqual(['Open invoices: ']);
});

test('some items in a row are a list, with what is said of each', async () => {
  const { program } = await inferFrom(
    'Tell the channel finance which invoices are open.',
    'These are open: inv-881 (Ada Ltd), inv-883 (Cork plc).',
  );
  expect(program).toMatch(
    /join\(map\(filter\(.*eq\(\w+\.status, \$status\)\), \w+ => `\$\{\w+\.id\} \(\$\{\w+\.customer\}\)`\), ", "\)/,
  );
});
