import { expect, test } from 'vitest';
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
