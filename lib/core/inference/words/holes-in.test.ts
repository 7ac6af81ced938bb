import { expect, test } from 'vitest';
import { holesIn } from './holes-in.ts';
import { PromptText } from './prompt-text.ts';

const wordsIn = (text: string, template: string) =>
  holesIn(
    text,
    new PromptText([{ id: 't1', role: 'user', text: `Post "${template}".`, at: '2026-03-10T12:00:00Z' }]),
  ).map(({ words }) => words);

test('the number of something is a count', () => {
  expect(wordsIn('3 vans, 40 in all', '<number of vans> vans, <sum of weight> in all')).toEqual([
    ['count', 'van'],
    ['sum', 'of', 'weight'],
  ]);
});

test("somebody's name is two words", () => {
  expect(wordsIn('Ann: 40', "<keeper's name>: <weight>")).toEqual([['keeper', 'name'], ['weight']]);
});

test('of two templates that fit, the one after the name of the parameter is meant', () => {
  const text = 'Send a letter with the opening "<url> (<number>)" and the content "<state> (<size>)".';
  const prompt = new PromptText([{ id: 't1', role: 'user', text, at: '2026-03-10T12:00:00Z' }]);
  expect(holesIn('blocked (243)', prompt, ['content']).map(({ words }) => words)).toEqual([['state'], ['size']]);
});
