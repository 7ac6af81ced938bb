import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const SAID = 'Book the cheapest boat with at least 4 berths that is still free.';

async function bookedBoat(boats: readonly JsonObject[], ref: string) {
  const world: SmallWorld = { 'harbour/list_boats': { run: () => ({ boats }) }, 'harbour/book': { run: () => 'ok' } };
  const trace = await record(SAID, world, async (call) => {
    await call('harbour/list_boats');
    await call('harbour/book', { ref });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { program: showWorkflow(workflow), asked: questions.length };
}

describe('the cheapest of those that the user describes', () => {
  test('is looked for among the items that keep both of two conditions', async () => {
    const { program, asked } = await bookedBoat(
      [
        { ref: 'B-611', berths: 2, state: 'free', price: { amount: 300 } },
        { ref: 'B-482', berths: 5, state: 'taken', price: { amount: 410 } },
        { ref: 'B-953', berths: 6, state: 'free', price: { amount: 520 } },
        { ref: 'B-774', berths: 4, state: 'free', price: { amount: 610 } },
      ],
      'B-953',
    );
    expect(program).toMatch(
      /sort\(filter\(boats\.boats, \w+ => and\(eq\(\w+\.state, \$state\), ge\(\w+\.berths, \$\w+\)\)\), \w+\.price\.amount asc, take \$?\w+\)/,
    );
    expect(asked).toBe(0);
  });

  test('keeps a bound that the user said, also where the cheapest of all would have kept it', async () => {
    const { program } = await bookedBoat(
      [
        { ref: 'B-611', berths: 2, state: 'free', price: { amount: 900 } },
        { ref: 'B-482', berths: 5, state: 'taken', price: { amount: 410 } },
        { ref: 'B-953', berths: 6, state: 'free', price: { amount: 520 } },
        { ref: 'B-774', berths: 4, state: 'free', price: { amount: 610 } },
      ],
      'B-953',
    );
    expect(program).toMatch(/ge\(\w+\.berths, \$\w+\)/);
    expect(program).toMatch(/price\.amount asc/);
  });

  test('is told by its price: another member that gives the same order is no price', async () => {
    const { program } = await bookedBoat(
      [
        { ref: 'B-611', berths: 4, state: 'free', price: { amount: 700 } },
        { ref: 'B-953', berths: 6, state: 'free', price: { amount: 520 } },
        { ref: 'B-482', berths: 5, state: 'free', price: { amount: 650 } },
      ],
      'B-953',
    );
    expect(program).toMatch(/price\.amount asc/);
    expect(program).not.toMatch(/berths desc/);
  });
});

test('a state that is not wanted is no word for a long time: what was said is the condition, and no date', async () => {
  const parcels = [
    { code: 6568, stage: 'finished', size: 241, expires_on: '2026-03-21' },
    { code: 6577, stage: 'active', size: 458, expires_on: '2026-03-29' },
    { code: 6580, stage: 'finished', size: 482, expires_on: '2026-02-20' },
    { code: 6586, stage: 'blocked', size: 425, expires_on: '2026-02-18' },
    { code: 6592, stage: 'pending', size: 189, expires_on: '2026-03-21' },
  ];
  const world: SmallWorld = { 'yard/list_parcels': { run: () => parcels }, 'board/post_entry': { run: () => 'ok' } };
  const prompt =
    'Of the parcels whose stage is not active, take the 2 with the highest size, and for each post an entry with its code as subject.';
  const trace = await record(prompt, world, async (call) => {
    await call('yard/list_parcels');
    for (const subject of [6580, 6586]) await call('board/post_entry', { subject });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  const program = showWorkflow(workflow);
  expect(program).toContain('filter(parcels, parcel2 => ne(parcel2.stage, $stage))');
  expect(program).not.toContain('before(');
  expect(questions).toEqual([]);
});
