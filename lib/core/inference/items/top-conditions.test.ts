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
