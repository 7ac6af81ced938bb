import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const RECIPES: readonly JsonObject[] = [
  { ref: 'r-1', price: 12, rank: 9, memo: 'warm', tags: ['new'], due: '2026-05-01', title: 'Rye bread' },
  { ref: 'r-2', price: 90, rank: 7, memo: null, tags: ['vip', 'new'], due: '2026-03-02', title: 'Late plum cake' },
  { ref: 'r-3', price: 40, rank: 1, memo: null, tags: ['new', 'vip'], due: '2026-03-09', title: 'A late plum pie' },
  { ref: 'r-4', price: 95, rank: 8, memo: 'cold', tags: ['new'], due: '2026-02-02', title: 'Oat soup' },
  { ref: 'r-5', price: 80, rank: 1, memo: 'dry', tags: [], due: '2026-08-09', title: 'Nettle tea' },
  { ref: 'r-6', price: 20, rank: 2, memo: 'old', tags: ['vip'], due: '2026-01-01', title: 'Late plum jam' },
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

  test.each([
    ['whose due is before 2026-04-01', 'before(recipe2.due, $date)'],
    ['that have "vip" among their tags', 'has(recipe2.tags, $tag)'],
    ['whose title contains "late plum"', 'contains(recipe2.title, $phrase)'],
  ])('keep %s, said as a second condition that the recording does not need', async (said, condition) => {
    const { program, asked } = await derive(`Print a label for all recipes without a memo and ${said}.`, [
      'r-2',
      'r-3',
    ]);
    expect(program).toContain(condition);
    expect(program).toContain('isEmpty(recipe2.memo)');
    expect(asked).toBe(0);
  });

  test('are no more than the user said, also where no more of them kept the condition', async () => {
    const said = 'Of the recipes without a memo take the 2 with the highest price and print a label for each.';
    expect((await derive(said, ['r-2', 'r-3'])).program).toContain(
      'for recipe of sort(filter(recipes, recipe2 => isEmpty(recipe2.memo)), recipe2.price desc, take $limit)',
    );
  });

  test('keep a phrase of the member "name" as of any other, in either case where the user ignores it', async () => {
    const rooms = [
      { ref: 'r-1', name: 'Night shift east', seats: 4 },
      { ref: 'r-2', name: 'The night shift', seats: 6 },
      { ref: 'r-3', name: 'Night watch', seats: 80 },
      { ref: 'r-4', name: 'The night shift hall', seats: 90 },
    ];
    const world: SmallWorld = { 'inn/list_rooms': { run: () => rooms }, 'inn/clean_up': { run: () => 'ok' } };
    const prompt =
      'Clean up all rooms whose name contains "night shift" (ignore case) and with a seats of less than 10.';
    const trace = await record(prompt, world, async (call) => {
      await call('inn/list_rooms');
      for (const ref of ['r-1', 'r-2']) await call('inn/clean_up', { ref });
    });
    const program = showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
    expect(program).toContain('and(contains(room2.name, $phrase), lt(room2.seats, $maxSeat))');
  });
});
