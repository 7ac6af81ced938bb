import type { Json } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { PromptText } from '../words/prompt-text.ts';
import { wordsOf } from '../words/words.ts';
import type { Column } from './column.ts';
import { isEpoch } from './is-epoch.ts';
import { isIdentifier } from './is-identifier.ts';
import { itemPaths } from './item-paths.ts';

/** How an entry comes first among those of its list. */
export interface FirstBy {
  readonly path: readonly string[];
  readonly order: 'asc' | 'desc';
  /** The kind of entries that it is the first of, where the user named one: `the largest open bill`. */
  readonly kind: Kind | null;
  /** For each list the position of the entry; -1 for a list without such entries. */
  readonly at: (entries: readonly Json[]) => number;
  readonly label: string;
}

/** A value that entries have at a member, and that the user named. */
export interface Kind {
  readonly path: readonly string[];
  readonly value: string;
}

type Compared = 'time' | 'size' | 'money';

/** Words that put first, by the kind of value that they compare; `last` and `first` speak of time. */
const WORDS: readonly { readonly said: RegExp; readonly kind: Compared; readonly order: 'asc' | 'desc' }[] = [
  { said: /\b(newest|latest|most recent|last)\b/gi, kind: 'time', order: 'desc' },
  { said: /\b(oldest|earliest|first)\b/gi, kind: 'time', order: 'asc' },
  { said: /\b(largest|biggest|highest|greatest|longest)\b/gi, kind: 'size', order: 'desc' },
  { said: /\b(smallest|lowest|shortest)\b/gi, kind: 'size', order: 'asc' },
  { said: /\b(most expensive|dearest|priciest)\b/gi, kind: 'money', order: 'desc' },
  { said: /\b(cheapest|least expensive)\b/gi, kind: 'money', order: 'asc' },
];

const MONEY = /^(price|cost|amount|fee|fare|rent|rate|total|sum|charge|premium|quote)/;

/** The word that puts first stands at most so many words before what it speaks of: `the last successful build`. */
const NEAR = 2;
const MOST = 3;
const DATE = /^\d{4}-\d{2}-\d{2}(T|$)/;
/** Of several dates the one at which the entry came to be is what newest and oldest speak of. */
const CAME_TO_BE = /creat|publish|taken|start|sent|receiv|date|time|measured|recorded|^at$|^on$|finish|given|made/;

/**
 * "Look at the newest reading of each sensor": the ways in which one entry of a list comes first that the user's words
 * can mean. Ways that choose the same entries of all lists are one.
 */
export function firstEntries(list: Column, noun: string, prompt: PromptText): readonly FirstBy[] {
  const near = WORDS.map((way) => ({ ...way, between: wordsBetween(way.said, noun, prompt) }));
  if (near.every(({ between }) => between.length === 0)) return [];
  const lists = [...new Set(list.values)].filter((entries) => Array.isArray(entries));
  const chosen = new Set<string>();
  return near
    .flatMap(({ kind, order, between }) =>
      between.flatMap((words) =>
        kindsNamed(words, list).flatMap((named) =>
          membersOf(list, kind).map((path) => firstBy({ path, order, kind: named })),
        ),
      ),
    )
    .filter(({ at }) => {
      const key = lists.map(at).join();
      return !chosen.has(key) && chosen.add(key);
    })
    .slice(0, MOST);
}

/**
 * What stands between a word that puts first and what it speaks of, for each time that it does. Of `the newest paid bill`
 * it is not the newest bill that is meant, where bills may be paid or not.
 */
function wordsBetween(said: RegExp, noun: string, prompt: PromptText): readonly (readonly string[])[] {
  return prompt.turns.flatMap(({ text }) =>
    [...text.matchAll(said)].flatMap(({ index, 0: word }) => {
      const after = wordsOf(text.slice(index + word.length, index + word.length + 60)).slice(0, NEAR + 1);
      const at = after.indexOf(noun);
      return at < 0 || isNarrowed(text.slice(index + word.length), noun) ? [] : [after.slice(0, at)];
    }),
  );
}

/** Whether what follows the noun says which of them are meant: `the cheapest offer that …`, `the last run of branch rc`. */
function isNarrowed(after: string, noun: string): boolean {
  const next = new RegExp(
    `^[\\s\\S]*?\\b${noun.replace(/[^\p{L}\p{N}]/gu, '')}\\w*\\s+([\\p{L}]+)(?:\\s+([\\p{L}]+))?`,
    'iu',
  ).exec(after);
  const [, first = '', second = ''] = next ?? [];
  return CLAUSE.test(first) || (PLACE.test(first) && !DETERMINER.test(second));
}

const CLAUSE = /^(that|which|who|whose|with|without|where)$/i;
const PLACE = /^(of|from|in|on|at|for|by|within|below|above|under|over|before|after)$/i;
const DETERMINER = /^(each|every|the|its|their|all|an?|any|this|that|these|those|one)$/i;

/**
 * The kinds that words name: `paid` of `{"state": "PAID"}`; one that is null where they name none. Nothing where a word is
 * a piece of longer values: then it says something of the entries that is not known here.
 */
function kindsNamed(words: readonly string[], list: Column): readonly (Kind | null)[] {
  const entries = [...new Set(list.values)].flatMap((value) => (Array.isArray(value) ? value : []));
  const kinds: Kind[] = [];
  for (const { path } of itemPaths(list)) {
    for (const value of new Set(entries.map((entry) => valueAt(entry, path)))) {
      if (typeof value !== 'string' || value.length > LONGEST) continue;
      const own = wordsOf(value);
      if (own.length === 1 && words.some((word) => isAkin(word, own[0] ?? ''))) kinds.push({ path, value });
      else if (own.some((word) => words.includes(word))) return [];
    }
  }
  return kinds.length > 0 ? kinds : [null];
}

/** A longer value is a text. */
const LONGEST = 40;

/** `successful` and `success`. */
const isAkin = (word: string, kind: string): boolean =>
  word === kind || (kind.length >= 5 && word.startsWith(kind) && word.length - kind.length < 4);

/** The members that hold what is compared, the likeliest first. */
function membersOf(list: Column, kind: Compared): readonly (readonly string[])[] {
  const entries = [...new Set(list.values)].flatMap((value) => (Array.isArray(value) ? value : []));
  const price = (path: readonly string[]): number => (CAME_TO_BE.test((path.at(-1) ?? '').toLowerCase()) ? 0 : 1);
  return itemPaths(list)
    .map(({ path }) => path)
    .filter((path) => {
      const values = entries.map((entry) => valueAt(entry, path) ?? null).filter((value) => value !== null);
      if (path.length === 0 || values.length === 0) return false;
      const member = { ...list, values, words: wordsOf(path.at(-1) ?? '') };
      const isTime = isEpoch(member) || values.every((value) => typeof value === 'string' && DATE.test(value));
      if (kind === 'time') return isTime;
      if (kind === 'money' && !member.words.some((word) => MONEY.test(word))) return false;
      return !isTime && !isIdentifier(member) && values.every((value) => typeof value === 'number');
    })
    .sort((a, b) => price(a) - price(b));
}

function firstBy({ path, order, kind }: Pick<FirstBy, 'path' | 'order' | 'kind'>): FirstBy {
  const sign = order === 'asc' ? 1 : -1;
  const isMeant = (entry: Json): boolean => kind === null || valueAt(entry, kind.path) === kind.value;
  const isBefore = (a: Json, b: Json): boolean => {
    const [x, y] = [valueAt(a, path) ?? null, valueAt(b, path) ?? null];
    // Nulls come last in either direction.
    if (x === null || y === null) return x !== null;
    return (x < y ? -1 : x > y ? 1 : 0) * sign < 0;
  };
  const of = kind === null ? '' : `${kind.value} one with the `;
  return {
    path,
    order,
    kind,
    at: (entries) =>
      entries.reduce<number>(
        (best, entry, index) => (isMeant(entry) && (best < 0 || isBefore(entry, entries[best] ?? null)) ? index : best),
        -1,
      ),
    label: `${of}${order === 'desc' ? 'greatest' : 'least'} ${path.join('.')}`,
  };
}

/** The first of a list by a member, of those of its kind; `said` is the kind as the user gives it. */
export function firstExpr(list: Expr, as: string, { path, order, kind }: FirstBy, said: Expr): Expr {
  const member = (at: readonly string[]): Expr => ({
    $: 'get',
    from: { $: 'ref', of: 'var', id: as },
    path: [...at],
    missing: 'null',
  });
  const of: Expr =
    kind === null
      ? list
      : { $: 'over', op: 'filter', in: list, as, body: { $: 'fn', name: 'eq', args: [member(kind.path), said] } };
  return {
    $: 'fn',
    name: 'first',
    args: [{ $: 'sort', in: of, as, by: [{ key: member(path), order }], take: { $: 'lit', value: 1 } }],
  };
}
