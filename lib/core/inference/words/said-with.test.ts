import { expect, test } from 'vitest';
import { PromptText } from './prompt-text.ts';
import { saidWith } from './said-with.ts';

const said = (text: string, word = 'signed', nouns: readonly string[] = ['lease']): readonly string[] =>
  saidWith(word, nouns, new PromptText([{ id: 't1', role: 'user', text, at: '2026-03-10T12:00:00Z' }])).map(
    ({ count, isLacking, isNear }) => `${count}${isLacking ? ' not' : ''}${isNear ? '' : ' far'}`,
  );

test('a word is said of some or of none, to hold or not to', () => {
  expect(said('Call each tenant with a signed lease.')).toEqual(['some']);
  expect(said('Call each tenant without a signed lease.')).toEqual(['none']);
  expect(said('Call tenants who do not have a single signed lease.')).toEqual(['none']);
  expect(said('Call each tenant who has an unsigned lease.')).toEqual(['some not']);
  expect(said('Call each tenant who has no unsigned lease.')).toEqual(['none not']);
});

test('what is said in a clause is said of the things', () => {
  expect(said('Call each tenant whose lease has not been signed yet.')).toEqual(['some not']);
  expect(said('Call each tenant with a lease that isn’t signed.')).toEqual(['some not']);
  expect(said('Call each tenant without a lease that is signed.')).toEqual(['none']);
});

test('what somebody has not done may be said of none or of some, if no word decides', () => {
  expect(said('Call each tenant who has not signed the lease.')).toEqual(['none', 'some not']);
  expect(said('Call each tenant who hasn’t signed any lease.')).toEqual(['none']);
});

test('a word far from what the things are called, or in a quoted text, says less or nothing', () => {
  expect(said('Call signed players. Then file the lease.')).toEqual(['some far']);
  expect(said('Send each tenant "Your lease is signed".')).toEqual([]);
  expect(said('Call each tenant with an assigned lease.')).toEqual([]);
});
