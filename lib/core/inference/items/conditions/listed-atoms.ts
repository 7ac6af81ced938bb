import type { Json } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import { plural } from '../../words/plural.ts';
import type { AtomBook } from './atom-book.ts';
import { fieldGround } from './field-ground.ts';
import { nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';

/** People write out no longer lists in a condition. */
const MOST_LISTED = 40;

/**
 * The member is one of those that the user listed: "all cards of the lists Blocked, Waiting and Doing". The list is one
 * input, as long as the user makes it; two values with `or` between are a choice between two, and stay two.
 */
export function listedAtoms(column: Column, search: PredicateSearch, book: AtomBook): void {
  const wanted = new Set<Json>();
  for (let row = 0; row < search.chosen.length; row += 1) {
    if (search.chosen[row] !== true) continue;
    const value = column.values[row];
    if ((typeof value !== 'string' && typeof value !== 'number') || !search.prompt.says(String(value))) return;
    wanted.add(value);
    if (wanted.size > MOST_LISTED) return;
  }
  const values = [...wanted];
  if (values.length < 2) return;
  const listed = search.prompt.enumerationOf(values.map(String));
  if (listed === null || (listed.items.length === 2 && isChoice(listed.spans, search))) return;
  const isNumbers = values.every((value) => typeof value === 'number');
  const items: Json[] = listed.items.map((item) => (isNumbers && /^-?\d+(\.\d+)?$/.test(item) ? Number(item) : item));
  const words = column.words.length > 0 ? column.words : column.about;
  // `name` of a list that the user calls by what it lists says less than that.
  const [name = 'item'] = [words.at(-1) === 'name' ? column.about[0] : undefined, words.at(-1), 'item'].filter(
    (word) => word !== undefined,
  );
  book.add(
    (row) => items.includes(column.values[row] ?? null),
    () => ({
      expr: {
        $: 'fn',
        name: 'has',
        args: [search.inputs.refer({ value: items, spans: listed.spans, name: [plural(name)] }), nullable(column.expr)],
      },
      cost: 2 - fieldGround(column, search.prompt) + column.cost * 0.2,
      grounded: true,
      label: `${column.label} is one of those that you listed`,
      units: column.units,
    }),
  );
}

function isChoice(
  spans: readonly { readonly turn: string; readonly start: number; readonly end: number }[],
  search: PredicateSearch,
): boolean {
  const [first, second] = spans;
  const text = search.prompt.turns.find(({ id }) => id === first?.turn)?.text ?? '';
  return /\bor\b/i.test(text.slice(first?.end, second?.start));
}
