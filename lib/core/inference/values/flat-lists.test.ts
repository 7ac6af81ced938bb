import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, runIn, type SmallWorld } from '../testing/small-world.ts';
import { writeAfter } from '../testing/write-after.ts';

test('lines of all records are counted by group, in the order of the figure that is shown and then of names', async () => {
  const orders = [
    {
      no: 1,
      state: 'closed',
      dishes: [
        { dish: 'Waffle', qty: 2 },
        { dish: 'Pie', qty: 1 },
      ],
    },
    {
      no: 2,
      state: 'void',
      dishes: [
        { dish: 'Soup', qty: 9 },
        { dish: 'Bread', qty: 2 },
      ],
    },
    {
      no: 3,
      state: 'open',
      dishes: [
        { dish: 'Waffle', qty: 1 },
        { dish: 'Bread', qty: 4 },
      ],
    },
    { no: 4, state: 'closed', dishes: [{ dish: 'Soup', qty: 3 }] },
  ];
  const said =
    'Post a line per dish like "7 x Cake", most popular on top, equal ones alphabetically; void ones do not count.';
  const program = await writeAfter(said, { orders }, { text: '4 x Bread\n3 x Soup\n3 x Waffle\n1 x Pie' });
  const lines = 'flatMap(filter(record.orders, order => ne(order.state, $state)), order2 => order2.dishes)';
  expect(program).toContain(`sort(groupBy(${lines}, dish => dish.dish), sum(map(dishGroup.items, `);
  expect(program).toContain('.qty)) desc, dishGroup.key asc)');
});

test('one call for each group of the lines of all results of a loop, with the sum of its decimals', async () => {
  const reports = ['EXP-881', 'EXP-402', 'EXP-997'];
  const worldOf = (linesOf: (id: unknown) => { category: string; amount: number }[]): SmallWorld => ({
    'books/list_reports': { run: () => reports.map((id) => ({ id })) },
    'books/get_report': { run: ({ id }) => ({ id: id ?? null, lines: linesOf(id) }) },
    'books/post_entry': { run: () => 'posted' },
  });
  const lines = (id: unknown) =>
    id === 'EXP-881'
      ? [line('Hotel', 398.99), line('Meals', 172.64), line('Meals', 146.11)]
      : id === 'EXP-402'
        ? [line('Hotel', 74.26), line('Taxi', 16.56)]
        : [line('Taxi', 399.14)];
  const said = 'Post one entry per category with the sum of all its lines, over all reports.';
  const trace = await record(said, worldOf(lines), async (call) => {
    await call('books/list_reports');
    for (const id of reports) await call('books/get_report', { id });
    for (const [category, amount] of [
      ['Hotel', 473.25],
      ['Meals', 318.75],
      ['Taxi', 415.7],
    ] as const)
      await call('books/post_entry', { category, amount });
  });
  const { workflow } = inferWorkflow({ traces: [trace] });
  if (workflow === null) throw new Error('No workflow.');
  expect(showWorkflow(workflow)).toContain('amount: sum(map(categoryGroup.items, ');
  const other = worldOf((id) => (id === 'EXP-402' ? [] : [line('Train', 0.1), line('Train', 0.25)]));
  const { made } = await runIn(other, workflow, { writes: ['books/post_entry'] });
  expect(made.map(({ args }) => args)).toEqual([{ category: 'Train', amount: 0.7 }]);
});

test('a sum that is written explains who is the best before a number of records that is the same by chance', async () => {
  const jobs = [
    { who: 'Ada', hours: 1 },
    { who: 'Ben', hours: 1 },
    { who: 'Ada', hours: 1 },
  ];
  expect(await writeAfter('Who worked the most? Post "<who>: <n> h".', jobs, { text: 'Ada: 2 h' })).toContain(
    'sum(map(whoGroup.items, line => line.hours)) desc',
  );
});

const line = (category: string, amount: number) => ({ category, amount });

test('the one with the most is found by what the lines of its records are worth, and nothing is done where none has any', async () => {
  const sale = (who: string, state: string, qty: number, unit_price: number) => ({
    who,
    state,
    dishes: [
      { qty, unit_price },
      { qty: 1, unit_price: 5 },
    ],
  });
  const worldOf = (orders: ReturnType<typeof sale>[]): SmallWorld => ({
    'till/list_orders': { run: () => orders },
    'till/post': { run: () => 'posted' },
  });
  const orders = [
    sale('Wanda', 'void', 40, 25),
    sale('Rosa', 'closed', 6, 29),
    sale('Chloe', 'closed', 9, 12),
    sale('Rosa', 'closed', 5, 17),
    sale('Wanda', 'closed', 7, 28),
  ];
  const said =
    'Who sold the most? Post "Best: <who> with <amount> EUR". Only closed orders. If nothing was sold, do not post anything.';
  const trace = await record(said, worldOf(orders), async (call) => {
    await call('till/list_orders');
    await call('till/post', { text: 'Best: Rosa with 269 EUR' });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  if (workflow === null) throw new Error('No workflow.');
  expect(questions).toEqual([]);
  const postsIn = async (listed: ReturnType<typeof sale>[]) =>
    (await runIn(worldOf(listed), workflow, { writes: ['till/post'] })).made.map(({ args }) => args.text);
  expect(await postsIn([sale('Ada', 'closed', 3, 10), sale('Ben', 'closed', 2, 20)])).toEqual([
    'Best: Ben with 45 EUR',
  ]);
  expect(await postsIn([sale('Ada', 'open', 3, 10)])).toEqual([]);
});
