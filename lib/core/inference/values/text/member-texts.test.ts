import { expect, test } from 'vitest';
import { memberTexts } from './member-texts.ts';

const titles = (...all: string[]) => all.map((title) => ({ title }));
const found = (items: { title: string }[], text: string): string[] =>
  memberTexts(items, ['title'])
    .placesIn(text)
    .map(({ start, end }) => text.slice(start, end));

test('finds the items of a text in its order, whatever their order in the list', () => {
  expect(found(titles('pump', 'valve', 'gauge'), 'Broken: gauge, pump')).toEqual(['gauge', 'pump']);
});

test('takes the longest of those that begin at one place', () => {
  expect(found(titles('pump', 'pump room'), 'See the pump room.')).toEqual(['pump room']);
});

test('finds no item inside another word, and none of a single character', () => {
  expect(found(titles('pump', 'a'), 'a pumpkin')).toEqual([]);
});

test('takes nothing that begins inside what stands before it', () => {
  expect(found(titles('north valve', 'valve east', 'east'), 'north valve east')).toEqual(['north valve']);
});
