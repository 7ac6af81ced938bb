import { expect, test } from 'vitest';
import { alternativesOf, saidAlternatives } from './alternatives.ts';
import { PromptText } from './prompt-text.ts';

test('a text that is a list of words with an or, a slash or a bar is alternatives', () => {
  expect(alternativesOf('sunk or afloat')).toEqual(['sunk', 'afloat']);
  expect(alternativesOf('red, green, or blue')).toEqual(['red', 'green', 'blue']);
  expect(alternativesOf('yes/no')).toEqual(['yes', 'no']);
  expect(alternativesOf('"on" | "off"')).toEqual(['on', 'off']);
});

test('what names one thing is none', () => {
  for (const text of ['state', 'name of the owner or of the team', 'first, last'])
    expect(alternativesOf(text)).toEqual([]);
});

test('the alternatives of a sentence are the words next to its or', () => {
  const text = 'Wait until the print is ready, jammed or cancelled, then tell Ann.';
  expect(saidAlternatives(new PromptText([{ id: 't1', role: 'user', text, at: '2026-03-10T12:00:00Z' }]))).toEqual([
    ['ready', 'jammed', 'cancelled'],
  ]);
});
