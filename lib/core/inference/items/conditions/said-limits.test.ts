import { describe, expect, test } from 'vitest';
import type { Json } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record } from '../../testing/small-world.ts';

/** The program and its questions where one write was made for each item that is taken. */
async function taking(prompt: string, member: string, values: readonly Json[], taken: readonly number[]) {
  const things = values.map((value, at) => ({ id: `th-${at}k${at * 7}`, [member]: value }));
  const trace = await record(
    prompt,
    { 'desk/list_things': { run: () => ({ things }) }, 'desk/flag': { run: () => 'ok' } },
    async (call) => {
      await call('desk/list_things');
      for (const at of taken) await call('desk/flag', { id: things[at]?.id ?? '' });
    },
  );
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return {
    program: showWorkflow(workflow),
    questions: questions.map(({ options }) => options.map(({ label }) => label)),
  };
}

describe('a limit in a larger unit than the member holds', () => {
  test.each([
    'Flag the bills over 40 euros.',
    'Flag the bills over €40.',
    'Flag the bills over EUR 40.',
    'Flag the bills over 40 EUR.',
    'Flag the bills over $40.',
  ])('%s The amounts are cents.', async (prompt) => {
    const { program, questions } = await taking(prompt, 'amount_due', [1250, 4000, 4001, 9900, 390], [2, 3]);
    expect(program).toMatch(/gt\(\w+\.amount_due, mul\(\$\w+, 100\)\)/);
    expect(questions).toEqual([]);
  });

  test('the member names its unit', async () => {
    const { program, questions } = await taking(
      'Flag the parcels over 2 kg.',
      'weight_grams',
      [1250, 2000, 2001, 9900.5, 390],
      [2, 3],
    );
    expect(program).toMatch(/gt\(\w+\.weight_grams, mul\(\$\w+, 1000\)\)/);
    expect(questions).toEqual([]);
  });

  test('a duration of no named unit is counted in seconds, as only those fit', async () => {
    const { program, questions } = await taking(
      'Flag the runs that took more than 2 hours.',
      'duration',
      [1250, 7200, 7201, 9900, 390],
      [2, 3],
    );
    expect(program).toMatch(/gt\(\w+\.duration, mul\(\$\w+, 3600\)\)/);
    expect(questions).toEqual([]);
  });

  test('the same the other way round', async () => {
    const { program } = await taking('Flag the parcels under 500 g.', 'weight_kg', [1.2, 0.5, 0.4, 0.25, 3], [2, 3]);
    expect(program).toMatch(/lt\(\w+\.weight_kg, div\(\$\w+, 1000\)\)/);
  });
});

test('a limit that the recording did not need is in the unit of the member, too', async () => {
  const { program } = await taking(
    'Flag the bills with amount cents over 40 euros.',
    'amount_cents',
    [4100, 9900],
    [0, 1],
  );
  expect(program).toMatch(/gt\(\w+\.amount_cents, mul\(\$\w+, 100\)\)/);
});

test.each([
  ['Flag the parcels with a size of at most 173.', [200, 173, 180, 240], /le\(\w+\.size, \$\w+\)/],
  ['Flag the parcels with a size of at least 173.', [20, 173, 80, 40], /ge\(\w+\.size, \$\w+\)/],
] as const)('%s The only one is just at the limit, which is no equality', async (prompt, sizes, expected) => {
  const { program, questions } = await taking(prompt, 'size', sizes, [1]);
  expect(program).toMatch(expected);
  expect(questions).toEqual([]);
});

describe('near misses', () => {
  test('amounts that are as the user says them stay so', async () => {
    const { program, questions } = await taking('Flag the bills over 40 euros.', 'amount', [12, 40, 41, 99, 3], [2, 3]);
    expect(program).toMatch(/gt\(\w+\.amount, \$\w+\)/);
    expect(questions).toEqual([]);
  });

  test('where whole amounts fit both, it is asked', async () => {
    const { questions } = await taking('Flag the bills over 40 euros.', 'amount', [12, 5, 4900, 8800, 3], [2, 3]);
    expect(questions.map((options) => options.slice(0, 2))).toEqual([
      [expect.stringMatching(/amount gt 40$/), expect.stringMatching(/amount gt 40 × 100$/)],
    ]);
  });

  test('amounts with a fraction are no cents', async () => {
    const { program, questions } = await taking(
      'Flag the bills over 40 euros.',
      'amount',
      [12.5, 5, 4900, 8800, 3],
      [2, 3],
    );
    expect(program).toMatch(/gt\(\w+\.amount, \$\w+\)/);
    expect(questions).toEqual([]);
  });

  test('a number of things is no amount of money', async () => {
    const { program } = await taking(
      'Flag the shelves with over 40 books.',
      'books',
      [1250, 4000, 41, 12, 30],
      [0, 1, 2],
    );
    expect(program).toMatch(/gt\(\w+\.books, \$\w+\)/);
  });

  test('a member that names the unit is meant in that one alone, also where the number fits as it is', async () => {
    const { program, questions } = await taking(
      'Flag the bills over 40 euros.',
      'amount_cents',
      [12, 5, 4900, 8800, 3],
      [2, 3],
    );
    expect(program).toMatch(/gt\(\w+\.amount_cents, mul\(\$\w+, 100\)\)/);
    expect(questions).toEqual([]);
  });
});
