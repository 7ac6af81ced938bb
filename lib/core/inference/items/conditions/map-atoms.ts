import { isJsonObject, type Json, type JsonObject } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { type Column, isListColumn } from '../../columns/column.ts';
import { ABSENT, EXCLUDED } from '../../words/cues.ts';
import { promptWords } from '../../words/prompt-words.ts';
import { sharedWords } from '../../words/words.ts';
import type { AtomBook } from './atom-book.ts';
import { nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';

/** A map read as a list: the names in it, or what it holds under them. */
interface Side {
  readonly fn: 'keys' | 'values';
  readonly word: string;
  readonly read: (map: JsonObject) => readonly Json[];
}

const SIDES: readonly Side[] = [
  { fn: 'values', word: 'values', read: (map) => Object.values(map) },
  { fn: 'keys', word: 'names', read: (map) => Object.keys(map) },
];

/**
 * Membership of a value of the item in a map from elsewhere: `{"latest": "3.1.0", "next": "4.0.0"}` holds the versions
 * that have a tag. A record holds one value of the item at most, a map holds those of several.
 */
export function mapAtoms(column: Column, search: PredicateSearch, elsewhere: readonly Column[], book: AtomBook): void {
  if (!column.values.some((value) => typeof value === 'string' || typeof value === 'number')) return;
  for (const other of elsewhere) {
    if (isListColumn(other) || !other.values.some(isJsonObject)) continue;
    for (const side of SIDES) sideAtoms({ column, other, side }, search, book);
  }
}

function sideAtoms(
  { column, other, side }: { readonly column: Column; readonly other: Column; readonly side: Side },
  search: PredicateSearch,
  book: AtomBook,
): void {
  const held = new Map<Json, ReadonlySet<Json>>();
  const heldBy = (map: JsonObject): ReadonlySet<Json> => {
    const known = held.get(map) ?? new Set(side.read(map));
    held.set(map, known);
    return known;
  };
  const inside = column.values.map((value, row) => {
    const map = other.values[row];
    return value !== undefined && value !== null && typeof value !== 'object' && isJsonObject(map)
      ? heldBy(map).has(value)
      : false;
  });
  const met = new Map<Json | undefined, Set<Json | undefined>>();
  for (const [row, value] of column.values.entries()) {
    const map = other.values[row];
    if (inside[row] === true) met.set(map, (met.get(map) ?? new Set()).add(value));
  }
  if (![...met.values()].some((values) => values.size > 1)) return;
  const not = search.prompt.hasWord(EXCLUDED) || search.prompt.hasWord(ABSENT);
  const about = sharedWords([...other.about, ...other.words], promptWords(search.prompt)) > 0;
  const price = (about ? 3.5 : 5) + column.cost * 0.2 + other.cost * 0.2;
  const has: Expr = {
    $: 'fn',
    name: 'has',
    args: [{ $: 'fn', name: side.fn, args: [nullable(other.expr)] }, nullable(column.expr)],
  };
  const base = { grounded: about, units: [...column.units, ...other.units] };
  const where = `the ${side.word} of ${other.label}`;
  book.add(
    (row) => inside[row] === true,
    () => ({ ...base, expr: has, cost: price + (not ? 1 : 0), label: `${column.label} is in ${where}` }),
  );
  book.add(
    (row) => inside[row] !== true,
    () => ({
      ...base,
      expr: { $: 'fn', name: 'not', args: [has] },
      cost: price + 0.5 + (not ? 0 : 2),
      label: `${column.label} is not in ${where}`,
    }),
  );
}
