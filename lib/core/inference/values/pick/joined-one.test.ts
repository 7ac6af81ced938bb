import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, runIn, type SmallWorld } from '../../testing/small-world.ts';

const PLANS: readonly (readonly [number, string])[] = [
  [40, 'P2'],
  [88, 'P1'],
  [49, 'P1'],
  [63, 'P2'],
  [25, 'P4'],
];
const TICKETS = [
  { ref: 'T-370', plan_id: 49, old_plan_id: 49 },
  { ref: 'T-740', plan_id: 25, old_plan_id: 25 },
  { ref: 'T-633', plan_id: 63, old_plan_id: 40 },
  { ref: 'T-395', plan_id: 88, old_plan_id: 49 },
];

interface Plain {
  readonly ref: string;
  readonly plan_id: number;
}

const records = PLANS.map(([plan_id, priority]) => ({ plan_id, priority }));
const table = ['| plan_id | priority |', '| --- | --- |', ...PLANS.map((cells) => `| ${cells.join(' | ')} |`)].join(
  '\n',
);

function desk(tickets: readonly Plain[], plans: typeof records | string): SmallWorld {
  return {
    'desk/list_tickets': { run: () => tickets.map((ticket) => ({ ...ticket })) },
    'desk/list_plans': { run: () => plans },
    'desk/rank_ticket': { run: () => 'ok' },
  };
}

const recorded = (world: SmallWorld) =>
  record('Rank every ticket with the priority of its plan.', world, async (call) => {
    await call('desk/list_tickets');
    await call('desk/list_plans');
    for (const { ref, plan_id } of TICKETS)
      await call('desk/rank_ticket', { ref, priority: new Map(PLANS).get(plan_id) ?? '' });
  });

const plain = TICKETS.map(({ ref, plan_id }) => ({ ref, plan_id }));

test('of several records with the value the one is meant whose id the item holds', async () => {
  const { workflow, questions } = inferWorkflow({ traces: [await recorded(desk(plain, records))] });
  expect(showWorkflow(workflow)).toContain('find(plans, plan => eq(plan.plan_id, ticket.plan_id)).priority');
  expect(questions).toEqual([]);
});

test('an id that is a number here and a text in the cell of a table leads to its row', async () => {
  const { workflow, questions } = inferWorkflow({ traces: [await recorded(desk(plain, table))] });
  expect(questions).toEqual([]);
  if (workflow === null) throw new Error('There is no workflow.');
  const other = desk(
    [
      { ref: 'T-1', plan_id: 40 },
      { ref: 'T-2', plan_id: 88 },
    ],
    table,
  );
  const { made } = await runIn(other, workflow, { writes: ['desk/rank_ticket'] });
  expect(made.map(({ args }) => args)).toEqual([
    { ref: 'T-1', priority: 'P2' },
    { ref: 'T-2', priority: 'P1' },
  ]);
});

test('two ids that lead to different records with the value are no proof of either', async () => {
  const { workflow, questions } = inferWorkflow({ traces: [await recorded(desk(TICKETS, records))] });
  expect(showWorkflow(workflow)).not.toContain('find(plans');
  expect(questions).not.toEqual([]);
});
