import { describe, expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const tickets = [
  { id: 'tk-4411', product: 'billing', subject: 'Slow' },
  { id: 'tk-4412', product: 'search', subject: 'Red' },
  { id: 'tk-4413', product: 'billing', subject: 'Lost' },
];

async function closeAll(prompt: string) {
  const world: SmallWorld = {
    'desk/list_tickets': { run: () => ({ tickets }) },
    'desk/close_ticket': { run: () => ({ ok: true }) },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('desk/list_tickets', { queue: 'billing' });
    for (const id of ['tk-4411', 'tk-4413']) await call('desk/close_ticket', { ticket_id: id });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return {
    inputs: workflow?.inputs.map(({ name, default: value }) => [name, value]),
    defaults: questions.map((question) => question.default),
  };
}

describe('a word that the user said twice', () => {
  test('is two inputs where each place stands beside the name of its parameter', async () => {
    expect(await closeAll('Close the tickets of the queue billing for the product billing.')).toEqual({
      inputs: [
        ['queue', 'billing'],
        ['product', 'billing'],
      ],
      defaults: [],
    });
  });

  test('is asked, and two inputs until then, where only one place does', async () => {
    expect(await closeAll('Close each ticket of queue billing about billing.')).toEqual({
      inputs: [
        ['queue', 'billing'],
        ['product', 'billing'],
      ],
      defaults: ['two'],
    });
  });

  test('is one input where it was said once', async () => {
    const { inputs } = await closeAll('Close the tickets of billing.');
    expect(inputs?.filter(([, value]) => value === 'billing')).toHaveLength(1);
  });
});
