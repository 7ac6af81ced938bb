import { expect, test } from 'vitest';
import { wordsOf } from '../words/words.ts';
import type { Column } from './column.ts';
import { isEpoch } from './is-epoch.ts';

const column = (name: string, values: Column['values']): Column => ({
  expr: { $: 'ref', of: 'var', id: 'item' },
  values,
  ready: values.map(() => -1),
  turns: values.map(() => undefined),
  words: wordsOf(name),
  about: [],
  cost: 1,
  origin: 'reference',
  units: [],
  label: name,
  partial: false,
});

test('milliseconds since 1970 are times, whatever their name', () => {
  expect(isEpoch(column('created', [1795786320000, undefined, 1795853100000]))).toBe(true);
  expect(isEpoch(column('stamp', [1795786320123]))).toBe(true);
});

test('seconds since 1970 are times where the name says so', () => {
  expect(isEpoch(column('updatedAt', [1795786320, 1795853100]))).toBe(true);
  expect(isEpoch(column('bytes', [1795786320, 1795853100]))).toBe(false);
});

test('other numbers are no times', () => {
  expect(isEpoch(column('id', [1795786320000]))).toBe(false);
  expect(isEpoch(column('created', [2024, 2025]))).toBe(false);
  expect(isEpoch(column('created', ['2026-01-01']))).toBe(false);
  expect(isEpoch(column('created', [null]))).toBe(false);
});
