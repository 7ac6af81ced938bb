import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const PHASES = ['waiting_customer', 'pending', 'waiting_customer'];

async function inferred(prompt: string) {
  const tickets = PHASES.map((phase, at) => ({ ref: `T-${4711 + at * 37}`, phase }));
  const world: SmallWorld = {
    'desk/list_tickets': { run: ({ phase }) => tickets.filter((one) => phase === undefined || one.phase === phase) },
    'desk/close_ticket': { run: () => 'ok' },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('desk/list_tickets');
    await call('desk/list_tickets', { phase: 'waiting_customer' });
    for (const { ref } of tickets.filter(({ phase }) => phase === 'waiting_customer'))
      await call('desk/close_ticket', { ref });
  });
  return inferWorkflow({ traces: [trace] });
}

test('a code that the user said in words and several items have is meant, and the look at all of them falls out', async () => {
  const { workflow, questions } = await inferred('Close the tickets that are waiting for the customer.');
  expect(showWorkflow(workflow)).toBe(
    [
      'tickets = list_tickets(phase: "waiting_customer")',
      'for ticket of tickets',
      '  closeTicket = close_ticket(ref: ticket.ref)',
    ].join('\n'),
  );
  expect(questions).toEqual([]);
});

test('a code that the user did not say is asked', async () => {
  const { questions } = await inferred('Close the tickets that nobody needs.');
  expect(questions).not.toEqual([]);
});
