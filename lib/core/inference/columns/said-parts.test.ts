import { expect, test } from 'vitest';
import { noteOf } from '../testing/note-of.ts';
import { writeAfter } from '../testing/write-after.ts';

const outages = [
  { no: 1009, minutes: 88, planned: false, cause: 'disk' },
  { no: 483, minutes: 20, planned: true, cause: 'network' },
  { no: 210, minutes: 9, planned: false, cause: 'network' },
  { no: 1197, minutes: 74, planned: false, cause: 'disk' },
];

test('a figure is of the items that the user means', async () => {
  expect(
    await writeAfter('Note the minutes of downtime; planned work does not count.', outages, { minutes: 171 }),
  ).toMatch(/minutes: sum\(map\(filter\(record, \w+ => ne\(\w+\.planned, true\)\), \w+ => \w+\.minutes\)\)/);
  expect(await writeAfter('Note how long the disk failed in all.', outages, { minutes: 162 })).toMatch(
    /filter\(record, \w+ => eq\(\w+\.cause, \$cause\)\)/,
  );
});

const shifts = [
  { no: 4411, pay_cents: 8631, signed: true, paid: true },
  { no: 4412, pay_cents: 6224, signed: true, paid: false },
  { no: 4413, pay_cents: 4406, signed: false, paid: false },
  { no: 4414, pay_cents: 3552, signed: true, paid: false },
];

test('what is still to be done is of those where it is not done, also in another unit', async () => {
  const unpaid =
    '`Open: ${fixed(div(sum(map(filter(record, record2 => ne(record2.paid, true)), entry => entry.pay_cents)), 100), 2)} EUR`';
  for (const said of ['we still have to pay', 'is to be paid', 'is not paid yet', 'is unpaid'])
    expect(
      await noteOf(`Note the total that ${said} for shifts, with two decimals.`, shifts, 'Open: 141.82 EUR'),
    ).toContain(unpaid);
  // Nobody spoke of those: that a figure is theirs is no proof.
  expect(await noteOf('Note the total for shifts.', shifts, 'Open: 141.82 EUR')).not.toContain('filter');
});
