import { describe, expect, test } from 'vitest';
import type { Json } from '../json/json.ts';
import type { Expr } from '../workflow/workflow.ts';
import { evaluate, evaluateOptional } from './evaluate-expression.ts';
import { innerScope, rootScope } from './scope.ts';

const rows: Json = [
  { id: 2, team: 'a', at: '2026-02-01', tags: ['x'] },
  { id: 1, team: 'b', at: null, tags: [] },
  { id: 3, team: 'a', at: '2026-01-01', tags: ['x', 'y'] },
];
const scope = innerScope(
  rootScope({
    inputs: { n: 1 },
    config: { org: 'octo' },
    now: '2026-11-21T09:00:00.000Z',
    timeZone: 'Europe/Berlin',
    planning: false,
  }),
  { rows },
);
const list: Expr = { $: 'ref', of: 'var', id: 'rows' };
const row: Expr = { $: 'ref', of: 'var', id: 'row' };
const at = (...path: (string | number)[]): Expr => ({ $: 'get', from: row, path });
const lit = (value: Json): Expr => ({ $: 'lit', value });
const over = (op: Extract<Expr, { $: 'over' }>['op'], body: Expr): Json =>
  evaluate({ $: 'over', op, in: list, as: 'row', body }, scope);
const isTeam = (team: string): Expr => ({ $: 'fn', name: 'eq', args: [at('team'), lit(team)] });
const ids = (value: Json) => (value as { id: number }[]).map((item) => item.id);

describe('going through a list', () => {
  test('maps, filters, finds and tests', () => {
    expect(over('map', at('id'))).toEqual([2, 1, 3]);
    expect(ids(over('filter', isTeam('a')))).toEqual([2, 3]);
    expect(over('find', isTeam('c'))).toBeNull();
    expect(over('some', isTeam('b'))).toBe(true);
    expect(over('every', isTeam('b'))).toBe(false);
    expect(over('flatMap', at('tags'))).toEqual(['x', 'x', 'y']);
  });

  test('groups and makes unique in order of first sight', () => {
    expect(
      (over('groupBy', at('team')) as { key: Json; items: Json }[]).map(({ key, items }) => [key, ids(items)]),
    ).toEqual([
      ['a', [2, 3]],
      ['b', [1]],
    ]);
    expect(ids(over('uniqueBy', at('team')))).toEqual([2, 1]);
  });

  test('takes the only one or says how many there were', () => {
    expect(over('only', isTeam('b'))).toMatchObject({ id: 1 });
    expect(() => over('only', isTeam('a'))).toThrow('Exactly one item of variable "rows" must fit, but 2 of 3 did.');
    expect(() => over('only', isTeam('z'))).toThrow('but none of 3 did');
  });

  test('refuses conditions that are neither true nor false', () => {
    expect(() => over('filter', at('id'))).toThrow('A condition must be true or false, but it is the number 2.');
  });
});

test('sorting is stable, puts nulls last in either order, and takes the first few', () => {
  const sorted = (order: 'asc' | 'desc', take?: Expr) =>
    ids(evaluate({ $: 'sort', in: list, as: 'row', by: [{ key: at('at'), order }], ...(take ? { take } : {}) }, scope));
  expect(sorted('asc')).toEqual([3, 2, 1]);
  expect(sorted('desc')).toEqual([2, 3, 1]);
  expect(sorted('asc', lit(1))).toEqual([3]);
  expect(() => sorted('asc', lit(-1))).toThrow('How many to take');
});

describe('paths', () => {
  test('give members, items and null where asked for', () => {
    const get = (path: (string | number)[], missing?: 'null'): Json =>
      evaluate({ $: 'get', from: list, path, ...(missing ? { missing } : {}) }, scope);
    expect(get([0, 'tags', 0])).toBe('x');
    expect(get([-1, 'id'])).toBe(3);
    expect(get([9, 'id'], 'null')).toBeNull();
    expect(get([1, 'at'])).toBeNull();
    expect(() => get([1, 'at', 'year'])).toThrow('Variable "rows" at [1].at has no "year": it is null.');
    expect(() => get([9])).toThrow('Variable "rows" has no item 9: it is a list of 3.');
    expect(() => get([0, 'toString'])).toThrow('has no "toString"');
  });
});

describe('choices', () => {
  test('evaluate one side only', () => {
    const boom: Expr = { $: 'get', from: lit({}), path: ['x'] };
    expect(evaluate({ $: 'cond', if: lit(true), then: lit(1), else: boom }, scope)).toBe(1);
    expect(evaluate({ $: 'fn', name: 'or', args: [lit(true), boom] }, scope)).toBe(true);
    expect(evaluate({ $: 'fn', name: 'and', args: [lit(false), boom] }, scope)).toBe(false);
    expect(evaluate({ $: 'fn', name: 'coalesce', args: [lit(null), lit('x'), boom] }, scope)).toBe('x');
  });

  test('can leave out members and items', () => {
    const maybe: Expr = { $: 'cond', if: lit(false), then: lit(1), else: { $: 'absent' } };
    expect(evaluate({ $: 'obj', fields: { a: maybe, b: lit(2) } }, scope)).toEqual({ b: 2 });
    expect(evaluate({ $: 'arr', items: [maybe, lit(2)] }, scope)).toEqual([2]);
    expect(evaluateOptional(maybe, scope)).toBeUndefined();
  });
});

test('text joins its parts; numbers as they are written, null as nothing, lists as JSON', () => {
  const parts = ['a', lit(1.5), lit(null), lit(true), lit(['x'])];
  expect(evaluate({ $: 'text', parts }, scope)).toBe('a1.5true["x"]');
});

test('inputs, settings, the run and steps are seen; others are told apart', () => {
  expect(evaluate({ $: 'ref', of: 'input', id: 'n' }, scope)).toBe(1);
  expect(evaluate({ $: 'ref', of: 'config', id: 'org' }, scope)).toBe('octo');
  expect(evaluate({ $: 'run', what: 'timeZone' }, scope)).toBe('Europe/Berlin');
  expect(() => evaluate({ $: 'ref', of: 'step', id: 'gone' }, scope)).toThrow(
    'Step "gone" has no value here: it did not run before.',
  );
  expect(() => evaluate({ $: 'ref', of: 'input', id: 'toString' }, scope)).toThrow(
    'There is no value for input "toString".',
  );
});
