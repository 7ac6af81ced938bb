import { expect, test } from 'vitest';
import { numbersIn } from './named-numbers.ts';

const said = (text: string) => numbersIn({ id: 't', text }).map(({ value }) => value);

test.each([
  ['more than 5 of the twelve', [5, 12]],
  ['orders of 1,200.50 or more', [1200.5]],
  ['mehr als 1.200,50 €', [1200.5]],
  ['50% off for 3 markets', [50, 3]],
])('numbers that the user named: %s', (text, numbers) => {
  expect(said(text)).toEqual(numbers);
});

test.each([
  'since 2026-03-01',
  'on 3 March 2026 at 10:30',
  'in Q3 2025',
  'invoice INV-2024-001',
  'version v2.3 or 10.5.1',
  'page 4/7 of room 12B',
  'the 3rd of $1.5k',
])('pieces of dates, times, versions and ids are none: %s', (text) => {
  expect(said(text)).toEqual([]);
});
