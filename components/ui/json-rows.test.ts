import { describe, expect, it } from 'vitest';
import type { Json } from '#core/json/json.ts';
import { containerText, hasAtMost, jsonRows, tableColumns, tableIn } from './json-rows.ts';

const pulls: Json = {
  total: 2,
  pulls: [
    { number: 412, title: 'Fix memory leak in cache', author: { login: 'ada' } },
    { number: 413, title: 'Docs', labels: [] },
  ],
};

function lines(value: Json, options: { search?: string; openDepth?: number; toggled?: [string, boolean][] } = {}) {
  return jsonRows(value, {
    search: options.search ?? '',
    openDepth: options.openDepth ?? 1,
    toggled: new Map(options.toggled),
  }).map((row) => row.id);
}

describe('a value as a tree', () => {
  it('begins with the members of the root and keeps deeper containers closed', () => {
    expect(lines(pulls)).toEqual(['total', 'pulls']);
  });

  it('opens what the user opens and closes what the user closes', () => {
    expect(lines(pulls, { toggled: [['pulls', true]] })).toEqual(['total', 'pulls', 'pulls[0]', 'pulls[1]']);
    expect(lines(pulls, { openDepth: 3, toggled: [['pulls', false]] })).toEqual(['total', 'pulls']);
  });

  it('shows a scalar root as one line', () => {
    expect(lines('text')).toEqual(['']);
    expect(lines([])).toEqual(['']);
  });

  it('finds values in closed containers and shows only the way to them', () => {
    expect(lines(pulls, { search: 'MEMORY' })).toEqual(['pulls', 'pulls[0]', 'pulls[0].title']);
    expect(lines(pulls, { search: 'login' })).toEqual([
      'pulls',
      'pulls[0]',
      'pulls[0].author',
      'pulls[0].author.login',
    ]);
    expect(lines(pulls, { search: 'nothing like this' })).toEqual([]);
  });

  it('leaves a very long list closed until asked', () => {
    const list = Array.from({ length: 1001 }, (_, index) => index);
    expect(lines({ list }, { openDepth: 5 })).toEqual(['list']);
    expect(lines({ list }, { openDepth: 5, toggled: [['list', true]] })).toHaveLength(1002);
  });
});

it('is small or not, however it is nested', () => {
  expect(hasAtMost(pulls, 12)).toBe(true);
  expect(hasAtMost(pulls, 11)).toBe(false);
  expect(hasAtMost('text', 1)).toBe(true);
});

describe('a value as a table', () => {
  it('is found in an array of objects and in the only list of an object', () => {
    expect(tableIn(pulls)).toMatchObject({ path: ['pulls'], beside: [['total', 2]] });
    expect(tableIn([{ a: 1 }, { a: 2 }])?.path).toEqual([]);
  });

  it('is not found in lists of scalars, single rows, or rows with nothing in common', () => {
    expect(tableIn([1, 2])).toBeNull();
    expect(tableIn([{ a: 1 }])).toBeNull();
    expect(tableIn([{ a: 1 }, { b: 2 }])).toBeNull();
    expect(tableIn({ a: [{ x: 1 }, { x: 2 }], b: [{ x: 1 }, { x: 2 }] })).toBeNull();
    expect(tableIn({ customer: { name: 'Ada' }, seats: [{ row: 1 }, { row: 2 }] })).toBeNull();
  });

  it('orders columns by how many rows have them', () => {
    expect(
      tableColumns([
        { a: 1, b: 1 },
        { b: 2, c: 1 },
      ]),
    ).toEqual(['b', 'a', 'c']);
  });

  it('sums up containers', () => {
    const values: Json[] = [[1, 2], {}, { a: 1 }, []];
    expect(values.map(containerText)).toEqual(['[2]', '{}', '{1}', '[]']);
  });
});
