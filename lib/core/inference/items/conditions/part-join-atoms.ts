import { isJsonObject, type Json, type JsonObject } from '../../../json/json.ts';
import { valueAt } from '../../../json/path.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { type Column, isListColumn } from '../../columns/column.ts';
import type { PromptText } from '../../words/prompt-text.ts';
import { type SaidWith, saidWith } from '../../words/said-with.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { sharedWords, wordsOf } from '../../words/words.ts';
import type { AtomBook } from './atom-book.ts';
import { isFilled, nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';
import { pathsOf } from './projections.ts';

const VARIABLE = 'entry';
const MOST_RECORDS = 2000;
/** A member with more different values names things and is no kind or state. */
const MOST_KINDS = 12;
/** Fewer bits than this are equal by chance. */
const TELLING_BITS = 8;

/** The records of a list that the user speaks of by a word: those that are paid, and those that are not. */
interface Part {
  readonly label: string;
  readonly holds: (record: JsonObject) => boolean;
  /** Whether it holds for the record of the variable. */
  readonly expr: (search: PredicateSearch) => Expr;
  readonly lacks: (search: PredicateSearch) => Expr;
  readonly said: readonly SaidWith[];
  /** How much dearer it is than what was said in so many words. */
  readonly extra?: number;
}

/**
 * Whether another list has a record for the item, of those that the user speaks of: members without a paid fee, with an
 * unpaid one. The word is that of a flag, of a member that is empty until then (`paidOn`), or a state.
 */
export function partJoinAtoms(
  own: readonly Column[],
  search: PredicateSearch,
  elsewhere: readonly Column[],
  book: AtomBook,
): void {
  for (const list of elsewhere) {
    const [items] = list.values;
    if (!isListColumn(list) || !Array.isArray(items) || list.values.some((other) => other !== items)) continue;
    const parts = partsOf(items, list, search.prompt);
    if (parts.length === 0) continue;
    const records = items.filter(isJsonObject);
    for (const { key, path } of keysInto(records, own))
      for (const part of parts) addForms({ list, records, key, path, part }, search, book);
  }
}

interface Join {
  readonly list: Column;
  readonly records: readonly JsonObject[];
  readonly key: Column;
  readonly path: readonly string[];
  readonly part: Part;
}

function addForms({ list, records, key, path, part }: Join, search: PredicateSearch, book: AtomBook): void {
  for (const { count, isLacking, isNear } of part.said) {
    const having = new Set(
      records.filter((record) => part.holds(record) !== isLacking).map((record) => valueAt(record, path)),
    );
    const member: Expr = { $: 'get', from: { $: 'ref', of: 'var', id: VARIABLE }, path: [...path], missing: 'null' };
    book.add(
      (row) => having.has(key.values[row]) === (count === 'some') && isKey(key.values[row]),
      () => {
        const test = isLacking ? part.lacks(search) : part.expr(search);
        const some: Expr = {
          $: 'over',
          op: 'some',
          in: list.expr,
          as: VARIABLE,
          body: {
            $: 'fn',
            name: 'and',
            args: [{ $: 'fn', name: 'eq', args: [member, nullable(key.expr)] }, test],
          },
        };
        return {
          expr: count === 'some' ? some : { $: 'fn', name: 'not', args: [some] },
          cost: (isNear ? 0.2 : 4) + (part.extra ?? 0) + key.cost * 0.2 + list.cost * 0.2,
          grounded: isNear,
          label: `${count === 'some' ? 'one' : 'none'} of ${list.label} with its ${key.label} is ${isLacking ? 'not ' : ''}${part.label}`,
          units: [...key.units, ...list.units],
        };
      },
    );
  }
}

const isKey = (value: Json | undefined): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

/** Members of the item that lead to records: by their name, or by values that are not equal by chance. */
function keysInto(
  records: readonly JsonObject[],
  own: readonly Column[],
): readonly { readonly key: Column; readonly path: readonly string[] }[] {
  return keyPaths(records).flatMap((path) => {
    const held = new Set(records.map((record) => valueAt(record, path)).filter(isKey));
    const words = path.slice(-2).flatMap((name) => wordsOf(name));
    return own.flatMap((key) => {
      const met = key.values.filter((value) => isKey(value) && held.has(value));
      const alike = sharedWords([...key.words, ...key.about], words) > 0;
      const isTelling = new Set(met.filter((value) => surpriseOf(value ?? null) >= TELLING_BITS)).size > 1;
      return isTelling || (alike && met.length > 0 && sharedWords(key.words, words) > 0) ? [{ key, path }] : [];
    });
  });
}

const keyPaths = (records: readonly JsonObject[]): readonly (readonly string[])[] =>
  [...pathsOf(records.slice(0, 60))].map((path) => path.split('\u0000'));

const remembered = new WeakMap<PromptText, WeakMap<readonly Json[], readonly Part[]>>();

/** The parts of a list that the user speaks of, remembered: every search asks for them. */
function partsOf(items: readonly Json[], list: Column, prompt: PromptText): readonly Part[] {
  const known = remembered.get(prompt) ?? new WeakMap<readonly Json[], readonly Part[]>();
  remembered.set(prompt, known);
  let parts = known.get(items);
  if (parts === undefined) {
    const isOfRecords = items.length > 0 && items.length <= MOST_RECORDS && items.every(isJsonObject);
    const nouns = [...new Set([...list.words, ...list.about].flatMap((word) => wordsOf(word)))];
    parts = isOfRecords
      ? keyPaths(items)
          .filter((path) => !isAskedFor(path, list))
          .flatMap((path) => partsBy(path, items, nouns, prompt))
      : [];
    known.set(items, parts);
  }
  return parts;
}

/** Whether the call that gave the list was told which of them to give: then they are all there. */
const isAskedFor = (path: readonly string[], { given }: Column): boolean =>
  [...(given?.[0]?.values() ?? [])].flat().some((name) => sharedWords(wordsOf(name), wordsOf(path.at(-1) ?? '')) > 0);

function partsBy(
  path: readonly string[],
  records: readonly JsonObject[],
  nouns: readonly string[],
  prompt: PromptText,
): readonly Part[] {
  const member: Expr = { $: 'get', from: { $: 'ref', of: 'var', id: VARIABLE }, path: [...path], missing: 'null' };
  const name = path.at(-1) ?? '';
  const values = new Set(records.map((record) => valueAt(record, path) ?? null));
  const present = [...values].filter((value) => value !== null && value !== '');
  const is = (test: 'eq' | 'ne', value: Json): Expr => ({ $: 'fn', name: test, args: [member, { $: 'lit', value }] });
  if (present.every((value) => typeof value === 'boolean'))
    return saidByName(name, nouns, prompt).map(({ word, said }) => ({
      label: word,
      holds: (record) => valueAt(record, path) === true,
      expr: () => is('eq', true),
      lacks: () => is('ne', true),
      said,
    }));
  if (WHEN.has(wordsOf(name).at(-1) ?? '') && present.length < values.size)
    return saidByName(name, nouns, prompt).map(({ word, said }) => ({
      label: word,
      holds: (record) => isKey(valueAt(record, path)),
      expr: () => isFilled({ expr: member }),
      lacks: () => ({ $: 'fn', name: 'isEmpty', args: [member] }),
      said,
    }));
  if (present.length > MOST_KINDS) return [];
  return present.flatMap((value): readonly Part[] => {
    if (typeof value !== 'string' || value.length < 3 || !/^\p{L}[\p{L} _-]*$/u.test(value)) return [];
    // `unpaid` is that state where there is one.
    const hasOpposite = present.some((other) => other === `un${value}`);
    const said = saidWith(value, nouns, prompt).filter(({ isLacking }) => !(isLacking && hasOpposite));
    if (said.length === 0) return [];
    const asSaid = ({ inputs }: PredicateSearch): Expr => {
      const spans = prompt.spansOf(value);
      return spans.length === 0 ? { $: 'lit', value } : inputs.refer({ value, spans, name: wordsOf(name), weak: true });
    };
    const [other, ...more] = present.filter((one) => one !== value);
    const lacking = said.filter(({ isLacking }) => isLacking);
    return [
      {
        label: value,
        holds: (record) => valueAt(record, path) === value,
        expr: (search) => ({ $: 'fn', name: 'eq', args: [member, asSaid(search)] }),
        lacks: (search) => ({ $: 'fn', name: 'ne', args: [member, asSaid(search)] }),
        said,
      },
      // Where two states were seen, what is not the one may be just the other: a third may come.
      ...(more.length > 0 || typeof other !== 'string' || lacking.length === 0
        ? []
        : [
            {
              label: other,
              holds: (record: JsonObject) => valueAt(record, path) === other,
              expr: () => is('eq', other),
              lacks: () => is('ne', other),
              said: lacking.map((one) => ({ ...one, isLacking: false })),
              extra: 0.5,
            },
          ]),
    ];
  });
}

/** Last words of members that tell when something was done, and are empty until then. */
const WHEN = new Set(['at', 'on', 'date', 'time', 'day']);

/** What is said by the words of a member's name: `isPaid`, `paid_on`. */
function saidByName(
  name: string,
  nouns: readonly string[],
  prompt: PromptText,
): readonly { readonly word: string; readonly said: readonly SaidWith[] }[] {
  return wordsOf(name)
    .filter((word) => word.length > 3 && !nouns.includes(word) && !WHEN.has(word))
    .map((word) => ({ word, said: saidWith(word, nouns, prompt) }))
    .filter(({ said }) => said.length > 0);
}
