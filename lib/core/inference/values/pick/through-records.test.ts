import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, runIn, type SmallWorld } from '../../testing/small-world.ts';

const people = [
  { id: 'u3', name: 'Ana', squad: 7 },
  { id: 'u5', name: 'Bo', squad: 9 },
  { id: 'u8', name: 'Cy', squad: 7 },
];
const squads = [
  { id: 7, title: 'Search', room: 'r-77' },
  { id: 9, title: 'Billing', room: 'r-12' },
  { id: 11, title: 'Ops', room: 'r-31' },
];

const desk = (requesters: readonly string[]): SmallWorld => ({
  'desk/list_tickets': {
    run: () => ({
      tickets: requesters.map((requester, at) => ({ key: `T-${at + 4}`, summary: `Case ${at}`, requester })),
    }),
  },
  'staff/list_people': { run: () => ({ people }) },
  'staff/list_squads': { run: () => ({ squads }) },
  'talk/post': { run: () => 'ok' },
});

const recorded = (rooms: readonly string[]) =>
  record(
    "Post the summary of every ticket to the room of the requester's squad.",
    desk(['u5', 'u3', 'u8']),
    async (call) => {
      await call('desk/list_tickets');
      await call('staff/list_people');
      await call('staff/list_squads');
      for (const [at, room] of rooms.entries()) await call('talk/post', { room, text: `Case ${at}` });
    },
  );

test('an id leads to a record whose own id leads to another', async () => {
  const { workflow, questions } = inferWorkflow({ traces: [await recorded(['r-12', 'r-77', 'r-77'])] });
  expect(showWorkflow(workflow)).toContain(
    'find(squads.squads, squad => eq(squad.id, find(people.people, person => eq(person.id, ticket.requester)).squad)).room',
  );
  expect(questions).toEqual([]);
  if (workflow === null) throw new Error('There is no workflow.');
  const { made } = await runIn(desk(['u8', 'u5']), workflow, { writes: ['talk/post'] });
  expect(made.map(({ args }) => args)).toEqual([
    { room: 'r-77', text: 'Case 0' },
    { room: 'r-12', text: 'Case 1' },
  ]);
});

test('where the ids lead to another record than the one that was used, nothing is proved by them', async () => {
  const { workflow } = inferWorkflow({ traces: [await recorded(['r-77', 'r-77', 'r-12'])] });
  expect(showWorkflow(workflow)).not.toContain('find(people');
});
