import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const line = (paid: boolean, price: number): JsonObject => ({ sku: `k-${price}${paid}`, paid, price });
const orders: readonly { order: string; lines: readonly JsonObject[] }[] = [
  { order: 'o-511', lines: [line(false, 40), line(true, 150)] },
  { order: 'o-512', lines: [line(false, 180), line(true, 20)] },
  { order: 'o-513', lines: [line(true, 300)] },
  { order: 'o-514', lines: [line(false, 101), line(false, 30), line(true, 500)] },
  { order: 'o-515', lines: [line(false, 99)] },
];

async function program(prompt: string, isMeant: (lines: readonly JsonObject[]) => boolean) {
  const world: SmallWorld = {
    'shop/list_orders': { run: () => ({ orders: orders.map(({ order, lines }) => ({ order, lines: [...lines] })) }) },
    'shop/hold': { run: () => 'ok' },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('shop/list_orders');
    for (const { order, lines } of orders) if (isMeant(lines)) await call('shop/hold', { order });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { shown: showWorkflow(workflow), questions: questions.map(({ text }) => text) };
}

describe('two conditions on the members of a list', () => {
  test('are met by one and the same member', async () => {
    const { shown, questions } = await program(
      'Hold every order that has a line above 100 that is not paid.',
      (lines) => lines.some(({ paid, price }) => paid === false && Number(price) > 100),
    );
    expect(shown).toMatch(
      /some\(coalesce\(order\d?\.lines, \[\]\), (\w+) => and\(.*\1\.(price|paid).*\1\.(price|paid)/,
    );
    expect(questions).toEqual([]);
  });

  test('are one where one of them tells', async () => {
    const { shown } = await program('Hold every order that has a line above 200.', (lines) =>
      lines.some(({ price }) => Number(price) > 200),
    );
    expect(shown).toMatch(/some\(coalesce\(order\d?\.lines, \[\]\), \w+ => gt\(\w+\.price, \$\w+\)\)/);
    expect(shown).not.toContain('and(');
  });
});
