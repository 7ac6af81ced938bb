import { describe, expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';
import { writeAfter } from '../testing/write-after.ts';

describe('a date', () => {
  test('that lies an amount of time before a member, as the user said, is reckoned from the member', async () => {
    expect(
      await writeAfter(
        'Note the task, due a week before the hearing.',
        { hearing_on: '2027-07-25' },
        { due: '2027-07-18' },
      ),
    ).toBe('postNote = post_note(due: dateAdd(record.hearing_on, -1, "week"))');
  });

  test('that is moved by a number that the user said is moved by an input', async () => {
    expect(
      await writeAfter(
        'Note a call two hours before.',
        { at: '2027-07-25T10:00:00Z' },
        { call: '2027-07-25T08:00:00Z' },
      ),
    ).toBe('postNote = post_note(call: dateAdd(record.at, sub(0, $hours), "hour"))');
  });

  test('that is a day from an instant is written as a day', async () => {
    expect(await writeAfter('Note it, due 3 days after.', { at: '2027-07-25T10:00:00Z' }, { due: '2027-07-28' })).toBe(
      'postNote = post_note(due: formatDate(dateAdd(record.at, $days, "day"), "yyyy-MM-dd"))',
    );
  });

  test('that is moved and written as the user writes days may stand in the middle of an answer in words', async () => {
    const answer = 'Claim K-7 (fire) was reported on 2026-05-01. Estimated loss: 5873 EUR.';
    const said = 'Note K-7 for 30 days after the claim was reported (day.month.year).';
    expect(await writeAfter(said, answer, { due: '31.05.2026' })).toMatch(
      /due: formatDate\(dateAdd\(.+, \$days, "day"\), "dd.MM.yyyy"\)/,
    );
  });

  test('and a length whose name says its unit give the end of a span', async () => {
    const slot = { start: '2027-09-11T10:30', minutes: 45 };
    const said = 'Note "Your visit: 24/12, 09:45-10:15" (day/month, from-until).';
    expect(await writeAfter(said, { slot }, { text: 'Your visit: 11/09, 10:30-11:15' })).toContain(
      'formatDate(record.slot.start, "HH:mm")}-${formatDate(dateAdd(record.slot.start, record.slot.minutes, "minute"), "HH:mm")}',
    );
    const lease = { from: '2027-01-31', months: 18 };
    expect(await writeAfter('Note the end of it.', lease, { until: '2028-07-31' })).toContain(
      'dateAdd(record.from, record.months, "month")',
    );
  });

  test('that the user names by the day of the run is reckoned from the run', async () => {
    const data = { key: 'OPS-71' };
    expect(await writeAfter('Note that it is due in 3 days.', data, { due: '2026-03-13' })).toContain(
      'formatDate(dateAdd(now, $days, "day"), "yyyy-MM-dd")',
    );
    expect(await writeAfter('Note that it is due tomorrow.', data, { due: '2026-03-11' })).toContain(
      'formatDate(dateAdd(now, 1, "day"), "yyyy-MM-dd")',
    );
    expect(await writeAfter('Note that it is due next Monday.', data, { due: '2026-03-16' })).toContain(
      'formatDate(dateStart(dateAdd(now, 1, "week"), "week"), "yyyy-MM-dd")',
    );
  });
});

test('a day and a time that the user said are the parts of an instant', async () => {
  const world: SmallWorld = { 'hall/book': { run: () => 'ok' } };
  const trace = await record('Book the hall on 2027-06-07 at 08:30 UTC.', world, async (call) => {
    await call('hall/book', { from: '2027-06-07T08:30:00Z' });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(questions).toEqual([]);
  expect(showWorkflow(workflow)).toContain('T${$time}:00Z`');
});
