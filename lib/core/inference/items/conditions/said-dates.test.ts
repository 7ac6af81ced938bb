import { expect, test } from 'vitest';
import type { Json } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record } from '../../testing/small-world.ts';

/** The program and its questions where one write was made for each booking whose date is taken. */
async function taking(prompt: string, dates: readonly Json[], taken: readonly number[]) {
  const bookings = dates.map((starts, at) => ({ id: `bo-${at}k${at * 7}`, starts }));
  const trace = await record(
    prompt,
    { 'desk/list_bookings': { run: () => ({ bookings }) }, 'desk/flag': { run: () => 'ok' } },
    async (call) => {
      await call('desk/list_bookings');
      for (const at of taken) await call('desk/flag', { id: bookings[at]?.id ?? '' });
    },
  );
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return {
    program: showWorkflow(workflow),
    questions: questions.map(({ options }) => options.map(({ label }) => label)),
  };
}

const INSTANTS = ['2026-03-04T09:00:00Z', '2026-03-05T00:00:00Z', '2026-02-11T10:00:00Z', '2026-04-01T08:00:00Z'];
const WORDS = ['4 Mar 2026', 'March 5, 2026', '11 Feb 2026', '1 Apr 2026'];

test.each([
  'Flag the bookings that start on or before 2026-03-04.',
  'Flag the bookings that start no later than 2026-03-04.',
  'Flag the bookings that start by 2026-03-04.',
])('%s The day itself counts, at any time of it', async (prompt) => {
  const { program, questions } = await taking(prompt, INSTANTS, [0, 2]);
  expect(program).toMatch(/not\(after\(dateStart\(\w+\.starts, "day"\), \$\w+\)\)/);
  expect(questions).toEqual([]);
});

test('which of the two is meant is what was said, also where no booking starts on that day', async () => {
  const rest = ['2026-03-01', '2026-03-05', '2026-02-11', '2026-04-01'];
  const by = await taking('Flag the bookings that start by 2026-03-04.', rest, [0, 2]);
  expect(by.program).toMatch(/not\(after\(\w+\.starts, \$\w+\)\)/);
  const before = await taking('Flag the bookings that start before 2026-03-04.', rest, [0, 2]);
  expect(before.program).toMatch(/ before\(\w+\.starts, \$\w+\)/);
  expect([...by.questions, ...before.questions]).toEqual([]);
});

test('"until" may count the day and may not: it is asked', async () => {
  const { questions } = await taking(
    'Flag the bookings that start until 2026-03-04.',
    ['2026-03-01', '2026-03-05', '2026-02-11', '2026-04-01'],
    [0, 2],
  );
  expect(questions).toHaveLength(1);
});

test.each([
  ['Flag the bookings that start after 4 March 2026.', /after\(parseDate\(\w+\.starts\), parseDate\(\$\w+\)\)/],
  ['Flag the bookings that start after Mar 4, 2026.', /after\(parseDate\(\w+\.starts\), parseDate\(\$\w+\)\)/],
  ['Flag the bookings that start since 05.03.2026.', /not\(before\(parseDate\(\w+\.starts\), parseDate\(\$\w+\)\)\)/],
])('%s Both sides are in words', async (prompt, expected) => {
  const { program, questions } = await taking(prompt, WORDS, [1, 3]);
  expect(program).toMatch(expected);
  expect(questions).toEqual([]);
});

test('a date with slashes in the request has the order that fits what was taken', async () => {
  const { program, questions } = await taking('Flag the bookings that start after 04/03/2026.', INSTANTS, [1, 3]);
  expect(program).toMatch(
    /after\(dateStart\(\w+\.starts, "day"\), parseDate\(join\(reverse\(split\(\$\w+, "\/"\)\), "\/"\)\)\)/,
  );
  expect(questions).toEqual([]);
});

test('two dates of the request are the ends of a time', async () => {
  const { program, questions } = await taking(
    'Flag the bookings that start between 2026-03-01 and 2026-03-05.',
    WORDS,
    [0, 1],
  );
  expect(program).toMatch(/not\(after\(parseDate\(\w+\.starts\), \$\w+\)\)/);
  expect(program).toMatch(/not\(before\(parseDate\(\w+\.starts\), \$\w+\)\)/);
  expect(questions).toEqual([]);
});

test('dates in words are measured from the day of the run', async () => {
  const { program, questions } = await taking(
    'Flag the bookings that started more than 10 days ago.',
    ['4 Mar 2026', '20 Feb 2026', '9 Mar 2026', '1 Feb 2026'],
    [1, 3],
  );
  expect(program).toMatch(/before\(parseDate\(\w+\.starts\), dateAdd\(formatDate\(now, "yyyy-MM-dd"\), .*, "day"\)\)/);
  expect(questions).toEqual([]);
});
