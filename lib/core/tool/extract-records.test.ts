import { describe, expect, test } from 'vitest';
import { extractRecords, holdsRecords } from './extract-records.ts';

describe('rows under a header', () => {
  const sheet = {
    range: 'Talks!A1:C',
    values: [
      ['Topic', 'Starts at', 'Where'],
      ['Proxy', '2026-11-30T22:04:00Z', 'Room 1'],
      ['Archive', '2026-12-02T21:39:00Z'],
    ],
  };

  test('are records by column name; cells that a row lacks are null', () => {
    expect(extractRecords(sheet)).toEqual({
      range: 'Talks!A1:C',
      values: [
        { Topic: 'Proxy', 'Starts at': '2026-11-30T22:04:00Z', Where: 'Room 1' },
        { Topic: 'Archive', 'Starts at': '2026-12-02T21:39:00Z', Where: null },
      ],
    });
    expect(holdsRecords(sheet)).toBe(true);
  });

  test('a header alone is a list without records, and no rows at all stay none', () => {
    expect(extractRecords({ values: [['Topic', 'Where']] })).toEqual({ values: [] });
    expect(extractRecords({ values: [] })).toEqual({ values: [] });
  });

  test('names may stand beside the rows', () => {
    const answer = { columns: [{ name: 'id' }, { name: 'city' }], rows: [[7, 'Oslo']] };
    expect(extractRecords(answer)).toEqual({ columns: answer.columns, rows: [{ id: 7, city: 'Oslo' }] });
    expect(holdsRecords(answer)).toBe(true);
  });

  test('a first row that could be data is no header', () => {
    expect(
      holdsRecords([
        ['Oslo', 'Porto'],
        ['Bergen', 'Lyon'],
      ]),
    ).toBe(false);
    expect(
      holdsRecords({
        points: [
          [1, 2],
          [3, 4],
        ],
      }),
    ).toBe(false);
    expect(
      extractRecords({
        points: [
          [1, 2],
          [3, 4],
        ],
      }),
    ).toEqual({
      points: [
        [1, 2],
        [3, 4],
      ],
    });
  });
});
