import { describe, expect, test } from 'vitest';
import { apartGroups } from './apart-groups.ts';
import type { Source } from './evidence-sources.ts';

const source = (at: number, value: string, into = `c${at}`): Source => ({
  step: `s${at}`,
  path: ['id'],
  calls: new Set([`p${at}`]),
  values: new Set([value]),
  facts: [{ value, source: { kind: 'result', call: `p${at}`, path: ['id'] }, target: { call: into, path: ['item'] } }],
});

describe('sources that are moved together', () => {
  test('a few sources are moved one at a time', () => {
    expect(apartGroups([source(1, 'a-1'), source(2, 'a-2')]).map((group) => group.length)).toEqual([1, 1]);
  });

  test('many sources need few worlds, and those that held the same are moved apart', () => {
    const many = Array.from({ length: 500 }, (_, at) => source(at, `id-${at}`));
    const twin = source(900, 'id-7');
    const groups = apartGroups([...many, twin]);
    expect(groups.map((group) => group.length)).toEqual([500, 1]);
    expect(groups[1]).toEqual([twin]);
  });

  test('two sources of one text are moved apart', () => {
    const many = Array.from({ length: 30 }, (_, at) => source(at, `id-${at}`));
    const groups = apartGroups([...many, source(50, 'other', 'c3')]);
    expect(groups.map((group) => group.length)).toEqual([30, 1]);
  });
});
