import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import { foldUnits } from '../read/fold-units.ts';
import type { ObservedCall } from '../read/observed-call.ts';
import { stoppedEarly } from '../read/stopped-early.ts';

function reads(...pairs: readonly (readonly [JsonObject, Json])[]): ObservedCall[] {
  return pairs.map(([args, data], at) => ({
    id: `c${at}`,
    server: 'desk',
    tool: 'list_cases',
    args,
    effect: 'read',
    extract: 'auto',
    data,
    started: at * 2,
    ended: at * 2 + 1,
    failedAttempts: 0,
  }));
}

describe('pages of one list are one unit with all items', () => {
  test('by a cursor that came back', () => {
    const [unit, ...rest] = foldUnits(
      reads(
        [{ q: 'x' }, { items: [1, 2], next: 'n2' }],
        [
          { q: 'x', cursor: 'n2' },
          { items: [3], next: null },
        ],
      ),
    );
    expect(rest).toEqual([]);
    expect(unit?.data).toEqual([1, 2, 3]);
    expect(unit?.pages).toMatchObject({ style: 'cursor', param: 'cursor', nextPath: ['next'] });
  });

  test('by a page number', () => {
    const units = foldUnits(reads([{ page: 1 }, [{ a: 1 }, { a: 2 }]], [{ page: 2 }, [{ a: 3 }]]));
    expect(units.map(({ pages }) => [pages?.style, pages?.first, pages?.pageSize])).toEqual([['number', 1, 2]]);
  });

  test('by an offset', () => {
    const units = foldUnits(reads([{}, { rows: [1, 2], total: 3 }], [{ offset: 2 }, { rows: [3], total: 3 }]));
    expect(units[0]?.pages).toMatchObject({ style: 'offset', totalPath: ['total'] });
  });

  test('by the id of the last item', () => {
    const units = foldUnits(
      reads(
        [{}, { rows: [{ id: 'a' }, { id: 'b' }], has_more: true }],
        [{ starting_after: 'b' }, { rows: [{ id: 'c' }], has_more: false }],
      ),
    );
    expect(units[0]?.pages).toMatchObject({ style: 'lastItem', nextPath: ['id'], morePath: ['has_more'] });
  });
});

test('a list whose pages were worked on in between is there from its first page on', () => {
  const [first, second] = reads(
    [{ offset: 0 }, { rows: [{ id: 'a' }], total: 2 }],
    [{ offset: 1 }, { rows: [{ id: 'b' }], total: 2 }],
  );
  if (first === undefined || second === undefined) throw new Error('no calls');
  const write = {
    ...first,
    id: 'w',
    tool: 'close_case',
    args: { id: 'a' },
    effect: 'write' as const,
    started: 2,
    ended: 3,
  };
  const later = { ...second, started: 4, ended: 5 };
  const [pages] = foldUnits([first, write, later]);
  expect(pages?.data).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect(pages?.ended).toBe(first.ended);
});

test('a flag and a parameter that takes the last id are enough to read on', () => {
  const inputSchema = { type: 'object', properties: { starting_after: { type: 'string' } } };
  const [call] = reads([{}, { rows: [{ id: 'a' }, { id: 'b' }], has_more: true }]);
  if (call === undefined) throw new Error('no call');
  const [unit] = foldUnits([{ ...call, spec: { server: 'desk', name: 'list_cases', inputSchema } }]);
  expect(unit?.pages).toMatchObject({ style: 'lastItem', param: 'starting_after', nextPath: ['id'] });
  expect(unit !== undefined && stoppedEarly(unit)).toBe(true);
});

test('calls for different things are no pages, even where the numbers go up', () => {
  const units = foldUnits(reads([{ case_no: 4 }, { notes: [1] }], [{ case_no: 5 }, { notes: [2] }]));
  expect(units).toHaveLength(2);
});

test('a cursor that was left unread says that the recording stopped early', () => {
  const spec = { server: 'desk', name: 'list_cases', inputSchema: { type: 'object', properties: { cursor: {} } } };
  const [call] = reads([{}, { items: [1, 2], next_cursor: 'more' }]);
  if (call === undefined) throw new Error('no call');
  const [unit] = foldUnits([{ ...call, spec }]);
  expect(unit !== undefined && stoppedEarly(unit)).toBe(true);
});

test('a read repeated until its state changed is a poll', () => {
  const [unit, ...rest] = foldUnits(
    reads([{ id: 1 }, { phase: 'queued' }], [{ id: 1 }, { phase: 'running' }], [{ id: 1 }, { phase: 'done' }]),
  );
  expect(rest).toEqual([]);
  expect(unit?.poll).toEqual({ path: ['phase'], before: ['queued', 'running'], value: 'done' });
});
