import { expect, test } from 'vitest';
import { type Column, memberColumn } from './column.ts';

const column = (values: Column['values']): Column => ({
  expr: { $: 'ref', of: 'step', id: 's' },
  values,
  ready: values.map(() => 1),
  turns: values.map(() => undefined),
  words: [],
  about: [],
  cost: 1,
  origin: 'reference',
  units: [],
  label: 'note',
  partial: false,
});

test('a member of an answer that some rows do not have is nothing there, and no error', () => {
  const member = memberColumn(column([{ note: 'a' }, undefined]), 'note');
  expect(member.expr).toEqual({
    $: 'get',
    from: { $: 'ref', of: 'step', id: 's' },
    path: ['note'],
    missing: 'null',
  });
});

test('a member that every row has must be there', () => {
  expect(memberColumn(column([{ note: 'a' }, { note: 'b' }]), 'note').expr).toEqual({
    $: 'get',
    from: { $: 'ref', of: 'step', id: 's' },
    path: ['note'],
  });
});
