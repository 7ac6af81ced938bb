import { expect, test } from 'vitest';
import { PromptText } from './prompt-text.ts';

const prompt = (text: string) => new PromptText([{ id: 't', role: 'user', text, at: '2026-01-01T00:00:00Z' }]);

test('a value is found where it stands on its own, not inside a longer word', () => {
  const said = prompt('Search the web for acme/web and webs.');
  expect(said.spansOf('web').map(({ start }) => start)).toEqual([11, 24]);
});

test('a list in words is found whole, with the items that were not used', () => {
  const said = prompt('Add the labels triage, needs-info, stale and wontfix to issue 4; create them first.');
  expect(said.enumerationOf(['needs-info', 'wontfix'])?.items).toEqual(['triage', 'needs-info', 'stale', 'wontfix']);
});

test('a list of names of several words is found too', () => {
  const said = prompt('Invite "Ada Abbott", "Bo Chen" and "Cy Diaz" please.');
  expect(said.enumerationOf(['Ada Abbott', 'Cy Diaz'])?.items).toEqual(['Ada Abbott', 'Bo Chen', 'Cy Diaz']);
});

test('values that stand in different sentences are no list', () => {
  expect(prompt('Tell ann about it. Then remind bob.').enumerationOf(['ann', 'bob'])).toBeNull();
});

test('numbers are read from digits and from words, with the word after them', () => {
  const said = prompt('The three oldest of more than 200 items, 7 days back.');
  expect(said.numbers().map(({ value, next }) => [value, next])).toEqual([
    [3, 'oldest'],
    [200, 'items'],
    [7, 'days'],
  ]);
});

test('words in quotes and in holes ask for nothing', () => {
  const said = prompt('Post "<summary>" and say "please decide".');
  expect(said.asksFor(/summar|decide/)).toBe(false);
  expect(said.hasWord(/decide/)).toBe(true);
});

test('a hole is found by the fixed words before it', () => {
  expect(prompt('like "Latest release: <tag>".').holeAfter('Latest release: ')).toBe('tag');
});

test('amounts of time are read from numbers and from articles', () => {
  const said = prompt('Due a week before the hearing, remind me 3 days before and the day after; done twice a month.');
  expect(said.timeAmounts().map(({ value, unit }) => [value, unit])).toEqual([
    [3, 'day'],
    [1, 'week'],
    [1, 'day'],
  ]);
});

test('a value that the user names as the source of another asks for nothing', () => {
  const said = (text: string) => new PromptText([{ id: 't1', role: 'user', text, at: '2026-03-10T12:00:00Z' }]);
  expect(said('Post a card with its due date as body.').asksFor(/\bdue\b/)).toBe(false);
  expect(said('Post a card for each task that is due.').asksFor(/\bdue\b/)).toBe(true);
});

test('what a value is given as asks for nothing', () => {
  const said = prompt('Send a notice with the topic "<caption> (<remark>)" and its note as summary.');
  expect(said.asksFor(/\btopic|summar/)).toBe(false);
  expect(prompt('Send a notice with the topic of each mail.').asksFor(/\btopic/)).toBe(true);
});
