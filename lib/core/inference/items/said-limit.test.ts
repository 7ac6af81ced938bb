import { describe, expect, test } from 'vitest';
import { shown } from '../testing/shown.ts';
import type { SmallWorld } from '../testing/small-world.ts';

const recipes = [
  { key: 'chdnn0', status: 'waiting', size: 170 },
  { key: '9299g2', status: 'active', size: 60 },
  { key: 'nd72b3', status: 'shipped', size: 68 },
  { key: 'xxq8w5', status: 'active', size: 99 },
  { key: 'w8qa24', status: 'finished', size: 52 },
];
const world: SmallWorld = { 'hub/list_recipes': { run: () => recipes }, 'tracker/create_card': { run: () => 'ok' } };
const carded = (argument: string, values: readonly string[]) =>
  shown(
    `Of the recipes with a size of less than 110, take the 4 with the highest size, and for each create a card with its ${argument} as heading.`,
    world,
    async (call) => {
      await call('hub/list_recipes');
      for (const heading of values) await call('tracker/create_card', { heading });
    },
  );

describe('how many the user wanted, where the recording had no more', () => {
  test('holds although two of them share what the calls were given', async () => {
    const { program, questions } = await carded('status', ['active', 'shipped', 'active', 'finished']);
    expect(program).toMatch(
      /sort\(filter\(recipes, recipe2 => lt\(recipe2\.size, \$maxSize\)\), recipe\d\.size desc, take \$limit\)/,
    );
    expect(questions).toEqual([]);
  });

  test('is asked where they were taken in another order', async () => {
    const { program, questions } = await carded('key', ['9299g2', 'w8qa24', 'xxq8w5', 'nd72b3']);
    expect(questions.join()).toContain('You said "4 with the highest size"');
    expect(program).toContain('size desc, take $limit');
  });
});
