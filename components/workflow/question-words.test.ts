import { describe, expect, it } from 'vitest';
import type { Question } from '#core/workflow/question.ts';
import type { Expr } from '#core/workflow/workflow.ts';
import { optionWords, questionWords, rowMembers, wholeWords } from './question-words.ts';
import { get, input, item, leakWorkflow, lit } from './workflow-fixture.ts';

const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });
const title = fn('contains', get(item('pull'), 'title'), input('phrase'));
const open = fn('eq', get(item('pull'), 'state'), lit('open'));

const question: Question = {
  id: 'q',
  text: 'Which pulls have "memory leak" in item.title?',
  place: { step: 'forEachPull', slot: ['in'] },
  row: { number: 7, state: 'open', title: 'Memory leak in docs', author: 'amara' },
  options: [
    { id: 'p0', label: 'those where …', expr: title },
    { id: 'p1', label: 'those where …', expr: fn('and', title, open) },
    { id: 'p2', label: 'those where …', expr: open },
    { id: 'other', label: 'something else: keep the default, edit it by hand' },
  ],
  default: 'p0',
  weight: 1,
};

const words = (each: typeof optionWords) => question.options.map((option) => each(question, option, leakWorkflow()));

describe('the words of a question', () => {
  it('say what an option adds to the first, inputs by the value that they had', () => {
    expect(words(optionWords)).toEqual([
      'Title contains “memory leak”',
      '… and state is “open”',
      'State is “open”',
      'Something else: I edit it by hand',
    ]);
  });

  it('say all of an option where it stands alone', () => {
    expect(words(wholeWords)[1]).toBe('Title contains “memory leak” and state is “open”');
  });

  it('are plain where there is only a label', () => {
    const plain = { ...question, options: [{ id: 'a', label: 'those where item.title contains "leak"' }] };
    expect(plain.options.map((option) => optionWords(plain, option, leakWorkflow()))).toEqual([
      'Title contains “leak”',
    ]);
    expect(questionWords(question.text)).toBe('Which pulls have “memory leak” in title?');
  });
});

describe('the row of a question', () => {
  it('shows first what the options tell apart, then what they speak of, then the rest', () => {
    expect(rowMembers(question).map(({ name, decides, matters }) => [name, decides, matters])).toEqual([
      ['state', true, true],
      ['title', true, true],
      ['number', false, false],
      ['author', false, false],
    ]);
  });

  it('finds what matters in labels where options have no expressions', () => {
    const plain = {
      ...question,
      options: [
        { id: 'a', label: 'those where item.title contains "leak"' },
        { id: 'b', label: 'those where item.title contains "leak" and item.author is "amara"' },
      ],
    };
    expect(
      rowMembers(plain)
        .filter(({ matters }) => matters)
        .map(({ name, decides }) => [name, decides]),
    ).toEqual([
      ['author', true],
      ['title', false],
    ]);
  });
});
