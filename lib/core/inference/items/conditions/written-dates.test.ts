import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record } from '../../testing/small-world.ts';

/** The program and its questions where one write was made for each item that is taken; `around` is read before. */
async function taking(
  prompt: string,
  items: readonly JsonObject[],
  taken: readonly number[],
  around: Readonly<Record<string, Json>> = {},
) {
  const parcels = items.map((item, at) => ({ id: `pa-${at}k${at * 7}`, ...item }));
  const reads = Object.fromEntries(
    Object.entries(around).map(([name, answer]) => [`desk/${name}`, { run: () => answer }]),
  );
  const trace = await record(
    prompt,
    { ...reads, 'desk/list_parcels': { run: () => ({ parcels }) }, 'desk/flag': { run: () => 'ok' } },
    async (call) => {
      for (const name of Object.keys(reads)) await call(name);
      await call('desk/list_parcels');
      for (const at of taken) await call('desk/flag', { id: parcels[at]?.id ?? '' });
    },
  );
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return {
    program: showWorkflow(workflow),
    questions: questions.map(({ options }) => options.map(({ label }) => label)),
  };
}

const pairs = (delivered: readonly Json[], promised: readonly Json[]): readonly JsonObject[] =>
  delivered.map((value, at) => ({ delivered: value, promised: promised[at] ?? null }));

const LATE = 'Flag the parcels that were delivered after they were promised.';
const DAYS = ['2026-03-04', '2026-03-09', '2026-10-02', '2026-03-30'];

describe('two dates of one item that are written otherwise', () => {
  test('an instant is after a day when its day is: the same day is not late', async () => {
    const delivered = ['2026-03-04T09:00:00Z', '2026-03-10T00:00:00Z', '2026-09-30T23:59:00Z', '2026-03-31T08:00:00Z'];
    const { program, questions } = await taking(LATE, pairs(delivered, DAYS), [1, 3]);
    expect(program).toMatch(/after\(dateStart\(\w+\.delivered, "day"\), \w+\.promised\)/);
    expect(questions).toEqual([]);
  });

  test('months in words are read as dates and not compared as texts', async () => {
    const delivered = ['4 Mar 2026', 'March 10, 2026', '30 Sep 2026', '31 March 2026'];
    const { program, questions } = await taking(LATE, pairs(delivered, DAYS), [1, 3]);
    expect(program).toMatch(/after\(parseDate\(\w+\.delivered\), \w+\.promised\)/);
    expect(questions).toEqual([]);
  });

  test('two that are both written in words are, too', async () => {
    const words = ['4 Mar 2026', '9 Mar 2026', '2 Oct 2026', '30 Mar 2026'];
    const { program } = await taking(
      LATE,
      pairs(['4 Mar 2026', '10 Mar 2026', '30 Sep 2026', '31 Mar 2026'], words),
      [1, 3],
    );
    expect(program).toMatch(/after\(parseDate\(\w+\.delivered\), parseDate\(\w+\.promised\)\)/);
  });

  test('a day above 12 proves that the day comes first', async () => {
    const delivered = ['04/03/2026', '10/03/2026', '30/09/2026', '31/03/2026'];
    const { program, questions } = await taking(LATE, pairs(delivered, DAYS), [1, 3]);
    expect(program).toMatch(
      /after\(parseDate\(join\(reverse\(split\(\w+\.delivered, "\/"\)\), "\/"\)\), \w+\.promised\)/,
    );
    expect(questions).toEqual([]);
  });

  test('a second number above 12 proves that the month comes first', async () => {
    const delivered = ['03/04/2026', '03/10/2026', '09/30/2026', '03/31/2026'];
    const { program, questions } = await taking(LATE, pairs(delivered, DAYS), [1, 3]);
    expect(program).toMatch(/after\(parseDate\(`\$\{at\(split\(\w+\.delivered, "\/"\), 2\)\}\/.*`\), \w+\.promised\)/);
    expect(questions).toEqual([]);
  });

  test('the other dates of the answer prove it, too', async () => {
    const { program, questions } = await taking(
      LATE,
      pairs(
        ['04/03/2026', '10/03/2026', '09/09/2026', '11/04/2026'],
        ['04/03/2026', '09/03/2026', '02/10/2026', '30/03/2026'],
      ),
      [1, 3],
    );
    expect(program).toMatch(/after\(parseDate\(join\(reverse\(.*delivered.*, parseDate\(join\(reverse\(.*promised/);
    expect(questions).toEqual([]);
  });

  test('where nothing proves what comes first, it is asked', async () => {
    const delivered = ['04/03/2026', '10/09/2026', '01/02/2026', '12/11/2026'];
    const promised = ['2026-11-04', '2026-03-09', '2026-10-02', '2026-03-30'];
    const { questions } = await taking(LATE, pairs(delivered, promised), [1, 3]);
    expect(questions.map((options) => options.slice(0, 2))).toEqual([
      [
        expect.stringContaining('delivered (day first) after'),
        expect.stringContaining('delivered (month first) after'),
      ],
    ]);
  });

  test('what was taken decides where only one order fits', async () => {
    const delivered = ['04/03/2026', '10/03/2026', '01/09/2026', '12/04/2026'];
    const { program, questions } = await taking(LATE, pairs(delivered, DAYS), [1, 3]);
    expect(program).toContain('reverse(split(');
    expect(questions).toEqual([]);
  });

  test.each([
    ['seconds', 1, /after\(dateStart\(fromEpoch\(\w+\.delivered_at, "second"\), "day"\), \w+\.promised\)/],
    ['milliseconds', 1000, /after\(dateStart\(fromEpoch\(\w+\.delivered_at, "millisecond"\), "day"\), \w+\.promised\)/],
  ])('%s since 1970 are dates', async (_, factor, expected) => {
    const delivered = ['2026-03-04T09:00:00Z', '2026-03-10T00:00:00Z', '2026-09-30T23:59:00Z', '2026-03-31T08:00:00Z'];
    const items = delivered.map((text, at) => ({
      delivered_at: (Date.parse(text) / 1000) * factor,
      promised: DAYS[at] ?? '',
    }));
    const { program, questions } = await taking(LATE, items, [1, 3]);
    expect(program).toMatch(expected);
    expect(questions).toEqual([]);
  });

  test('"by the promised day" counts that day', async () => {
    const delivered = ['4 Mar 2026', '10 Mar 2026', '30 Sep 2026', '31 Mar 2026'];
    const { program, questions } = await taking(
      'Flag the parcels that were delivered by the promised day.',
      pairs(delivered, DAYS),
      [0, 2],
    );
    expect(program).toMatch(/not\(after\(parseDate\(\w+\.delivered\), \w+\.promised\)\)/);
    expect(questions).toEqual([]);
  });

  test('two that are written alike stay texts, which are in the order of their days', async () => {
    const { program } = await taking(
      LATE,
      pairs(['2026-03-04', '2026-03-10', '2026-09-30', '2026-03-31'], DAYS),
      [1, 3],
    );
    expect(program).toMatch(/gt\(\w+\.delivered, \w+\.promised\)/);
  });
});

describe('a date of the item against one around it', () => {
  const entered = ['4 Mar 2026', '20 Mar 2026', '11 Mar 2026', '12 Mar 2026', '1 Feb 2026'].map((text) => ({
    entered: text,
  }));

  test('"before match day" names only the other one, and the item has one date', async () => {
    const { program, questions } = await taking('Flag every parcel from before match day.', entered, [0, 2, 4], {
      get_match: { match_day: '2026-03-12', title: 'Harbour cup' },
    });
    expect(program).toMatch(/before\(parseDate\(\w+\.entered\), match\.match_day\)/);
    expect(questions).toEqual([]);
  });

  test('"no later than match day" counts that day', async () => {
    const { program, questions } = await taking(
      'Flag the parcels entered no later than match day.',
      entered,
      [0, 2, 3, 4],
      {
        get_match: { match_day: '2026-03-12', title: 'Harbour cup' },
      },
    );
    expect(program).toMatch(/not\(after\(parseDate\(\w+\.entered\), match\.match_day\)\)/);
    expect(questions).toEqual([]);
  });
});
