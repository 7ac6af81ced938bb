import { describe, expect, test } from 'vitest';
import { noteOf } from '../../testing/note-of.ts';

describe('a figure in a text', () => {
  test('may be written with a mark between thousands, with and without digits after the point', async () => {
    expect(await noteOf('Note what it is worth.', { worth: 48500 }, 'Worth EUR 48,500.')).toContain(
      '`Worth EUR ${grouped(record.worth, 0)}.`',
    );
    const lines = [{ fee: 1200.5 }, { fee: 99.5 }, { fee: 7 }];
    expect(await noteOf('Note the total fee.', { lines }, 'Fees: 1,307.00 EUR')).toContain(
      'grouped(sum(map(record.lines, line => line.fee)), 2)',
    );
    expect(await noteOf('Note the amount.', { amount_cents: 1234567 }, 'Amount: 12.345,67 €')).toContain(
      'grouped(div(record.amount_cents, 100), 2, ".")',
    );
  });

  test('may be a length of time in minutes and seconds, or in hours and minutes', async () => {
    expect(await noteOf('Note how long it runs.', { seconds: 187 }, 'Runs 3:07')).toContain(
      'formatDuration(record.seconds, "m:ss")',
    );
    expect(await noteOf('Note how long it took.', { minutes: 95 }, 'Took 1h 35m')).toContain(
      `formatDuration(mul(record.minutes, 60), "h'h' mm'm'")`,
    );
  });

  test('may count the items that are what the user asked about', async () => {
    const people = [true, false, true, true, false].map((checked_in, at) => ({ id: `g-${at}a8`, checked_in }));
    expect(await noteOf('Note how many of the guests have checked in.', { people }, '3 of 5 checked in')).toContain(
      '`${count(filter(record.people, person => eq(person.checked_in, true)))} of ${count(record.people)} checked in`',
    );
    expect(await noteOf('Note how many guests have not yet checked in.', { people }, '2 missing')).toContain(
      'count(filter(record.people, person => ne(person.checked_in, true)))',
    );
    expect(await noteOf('Note how many per cent of the guests have checked in.', { people }, '3 of 5 (60%)')).toContain(
      'round(percent(count(filter(record.people, person2 => eq(person2.checked_in, true))), count(record.people)))}%)',
    );
    // Nobody asked about it: a number that happens to be that is no proof.
    expect(await noteOf('Note it.', { people, rooms: 3 }, '3 rooms')).toContain('${record.rooms} rooms');
  });

  test('may be the mean of the time between two members, of the items that have both', async () => {
    const alarms = [
      { id: 'al-771', raised: '2026-11-12T19:00:00Z', taken: '2026-11-12T19:55:00Z' },
      { id: 'al-772', raised: '2026-11-13T08:10:00Z', taken: null },
      { id: 'al-773', raised: '2026-11-14T06:00:00Z', taken: '2026-11-14T06:31:00Z' },
    ];
    expect(
      await noteOf('Note the average minutes until an alarm was taken.', { alarms }, '43 min on average'),
    ).toContain(
      'round(avg(map(filter(record.alarms, alarm => not(isEmpty(alarm.taken))), alarm2 => div(dateDiff(alarm2.raised, alarm2.taken, "second"), 60))), 0)} min on average',
    );
  });

  test('may be what the items are worth together: so many of each at its price', async () => {
    const lines = [
      { sku: 'A-77', quantity: 3, unit_price: 12.5 },
      { sku: 'B-20', quantity: 2, unit_price: 40 },
      { sku: 'C-31', quantity: 7, unit_price: 3.2 },
    ];
    expect(await noteOf('Note the total of the lines.', { lines }, 'Total: 139.90 EUR')).toContain(
      'fixed(sum(map(record.lines, line => mul(line.quantity, line.unit_price))), 2)',
    );
  });
});
