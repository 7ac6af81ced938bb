import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const RECIPES: readonly JsonObject[] = [
  { ref: 'r-1', price: 12, rank: 9, memo: 'warm' },
  { ref: 'r-2', price: 90, rank: 7, memo: null },
  { ref: 'r-3', price: 40, rank: 1, memo: null },
  { ref: 'r-4', price: 95, rank: 8, memo: 'cold' },
  { ref: 'r-5', price: 80, rank: 1, memo: 'dry' },
];

async function derive(prompt: string, refs: readonly string[]) {
  const world: SmallWorld = {
    'kitchen/list_recipes': { run: () => RECIPES },
    'kitchen/print_label': { run: () => 'ok' },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('kitchen/list_recipes');
    for (const ref of refs) await call('kitchen/print_label', { ref });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { program: showWorkflow(workflow), asked: questions.length };
}

describe('the items of a loop', () => {
  test('are as many as a number says that was said once, which is no bound of a member as well', async () => {
    expect(
      await derive('Print a label for the 2 recipes with the highest price, there is more to do later.', [
        'r-4',
        'r-2',
      ]),
    ).toEqual({
      program: [
        'recipes = list_recipes()',
        'for recipe of sort(recipes, recipe2.price desc, take $limit)',
        '  printLabel = print_label(ref: recipe.ref)',
      ].join('\n'),
      asked: 0,
    });
  });

  test('keep a bound that the user said with the name of the member, also where all of them did', async () => {
    const said = 'Print a label for all recipes without a memo and with a price of at most 264.';
    expect(await derive(said, ['r-2', 'r-3'])).toEqual({
      program: [
        'recipes = list_recipes()',
        'for recipe of filter(recipes, recipe2 => and(le(recipe2.price, $maxPrice), isEmpty(recipe2.memo)))',
        '  printLabel = print_label(ref: recipe.ref)',
      ].join('\n'),
      asked: 0,
    });
  });

  test('leave out what the user excluded by the name of the member, also where no other condition shows it', async () => {
    const said = 'Print a label for all recipes with a price of at least 85 whose memo is not "dry".';
    expect(await derive(said, ['r-2', 'r-4'])).toEqual({
      program: [
        'recipes = list_recipes()',
        'for recipe of filter(recipes, recipe2 => and(ne(recipe2.memo, $memo), ge(recipe2.price, $minPrice)))',
        '  printLabel = print_label(ref: recipe.ref)',
      ].join('\n'),
      asked: 0,
    });
  });

  test('are put in order by the member that follows the word for the first, whatever else gives the same order', async () => {
    const said = 'Of the recipes whose price is above 79, print a label for the 2 with the highest rank.';
    expect((await derive(said, ['r-4', 'r-2'])).program).toContain('.rank desc, take $limit)');
  });
});
