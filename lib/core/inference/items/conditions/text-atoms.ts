import { contains, containsExact, emailPart } from '../../../functions/text.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { EXCLUDED } from '../../words/cues.ts';
import type { AtomBook, AtomText } from './atom-book.ts';
import { nullable } from './nullable.ts';
import { type PromptPhrase, phrasesIn } from './phrases.ts';
import type { PredicateSearch } from './predicate.ts';

/** Conditions on what a text contains, begins or ends with: phrases that the user said. */
export function textAtoms(column: Column, field: number, search: PredicateSearch, book: AtomBook): void {
  for (const phrase of phrasesIn(column, search))
    if (!search.inputs.differs(phrase.text)) phraseAtoms(phrase, column, field, search, book);
}

function phraseAtoms(
  phrase: PromptPhrase,
  column: Column,
  field: number,
  search: PredicateSearch,
  book: AtomBook,
): void {
  const { prompt } = search;
  const texts = column.values.map((value) => (typeof value === 'string' ? value : null));
  const get = nullable(column.expr);
  const literal = search.inputs.refer({
    value: phrase.text,
    spans: prompt.spansOf(phrase.text),
    name: [phrase.quoted && / /.test(phrase.text) ? 'phrase' : 'word'],
    weak: true,
  });
  const loose: Expr = { $: 'fn', name: 'contains', args: [get, literal] };
  const exact: Expr = { $: 'fn', name: 'containsExact', args: [get, literal] };
  const held = texts.map((text) => contains(text, phrase.text));
  const heldExactly = texts.map((text, row) => held[row] === true && containsExact(text, phrase.text));
  // What is the phrase and nothing else is that phrase: that it contains it says less.
  const whole = texts.every((text, row) => held[row] !== true || text === phrase.text) ? 1 : 0;
  const price = (phrase.quoted ? 1 : 3) - field - Math.min(1.5, phrase.text.length * 0.08) + column.cost * 0.2 + whole;
  const open = held.every((holds, row) => holds === heldExactly[row]);
  const ignoring = prompt.hasWord(IGNORING_CASE);
  const minding = prompt.hasWord(MINDING_CASE);
  const label = `${column.label} contains "${phrase.text}"`;
  const family = `${column.label} ${phrase.text.toLowerCase()}`;
  const say = (expr: Expr, cost: number, text: string): AtomText => ({
    expr,
    cost: cost + price,
    label: text,
    grounded: true,
    units: column.units,
    family,
  });
  book.add(
    (row) => held[row] === true,
    () => ({
      ...say(open && minding ? exact : loose, 3, label),
      ...(open && !ignoring && !minding ? { caseOpen: { exact, loose } } : {}),
    }),
  );
  if (held.includes(true) && prompt.hasWord(EXCLUDED)) {
    book.add(
      (row) => held[row] !== true,
      () => say({ $: 'fn', name: 'not', args: [loose] }, 4.5, `${column.label} does not contain "${phrase.text}"`),
    );
  }
  if (!open && !ignoring) {
    book.add(
      (row) => heldExactly[row] === true,
      () => say(exact, 3.4, `${label} (exact case)`),
    );
  }
  // `x@example.com.org` contains example.com and is not at it: an address is told by its domain.
  if (texts.some((text) => text !== null && emailPart(text, 'domain') === phrase.text)) {
    const at: Expr = {
      $: 'fn',
      name: 'eq',
      args: [{ $: 'fn', name: 'emailPart', args: [get, { $: 'lit', value: 'domain' }] }, literal],
    };
    const isAt = texts.map((text) => emailPart(text, 'domain') === phrase.text);
    book.add(
      (row) => isAt[row] === true,
      () => say(at, 2, `${column.label} is at ${phrase.text}`),
    );
    if (prompt.hasWord(EXCLUDED))
      book.add(
        (row) => isAt[row] !== true,
        () => say({ $: 'fn', name: 'not', args: [at] }, 3, `${column.label} is not at ${phrase.text}`),
      );
  }
  for (const [name, word, test] of EDGES) {
    if (!prompt.hasWord(word)) continue;
    book.add(
      (row) => {
        const text = texts[row];
        return text !== null && text !== undefined && test(text, phrase.text);
      },
      () => say({ $: 'fn', name, args: [get, literal] }, 2.2, `${column.label} ${name} "${phrase.text}"`),
    );
  }
}

const IGNORING_CASE = /ignor\w+ case|case[- ]?insensitiv|any case|regardless of case|upper or lower|whatever the case/i;
const MINDING_CASE = /case[- ]?sensitiv|exact(ly)? (this )?(case|spelling)|same case/i;

const EDGES: readonly (readonly [string, RegExp, (value: string, phrase: string) => boolean])[] = [
  [
    'startsWith',
    /\b((start|begin|open)\w* (with|by|in)|(starts|begins)(?! (on|at))|prefix\w*)\b/i,
    (value, phrase) => value.startsWith(phrase),
  ],
  [
    'endsWith',
    /\b((end|finish)\w* (with|by|in|on)|ends|ending|suffix\w*)\b|extension|\bfiles?\b/i,
    (value, phrase) => value.endsWith(phrase),
  ],
];
