import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { isIdentifier } from '../../columns/is-identifier.ts';
import { WRITTEN_NUMBER } from '../../columns/item-paths.ts';
import type { Atoms } from './atom-book.ts';
import { compareDatesOf } from './compare-dates-of.ts';
import { COMPARISONS } from './comparisons.ts';
import { fieldGround } from './field-ground.ts';
import { isFilled, nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';

/** A member that can be put beside another of its kind: larger, smaller. */
interface Measure {
  readonly column: Column;
  readonly kind: 'number' | 'written';
  /** Per row; null where there is none. */
  readonly sizes: readonly (number | null)[];
}

const measures = new WeakMap<Column, Measure | null>();

/**
 * Two members of one item against each other: `spent > budget`, `deliveredAt > promisedAt`; or a member against one of
 * what is around the item, where the user names both: a room with enough seats for the guests of the event.
 */
export function compareOwn(
  column: Column,
  search: PredicateSearch,
  { own, around }: { readonly own: readonly Column[]; readonly around: readonly Column[] },
  book: Atoms,
): void {
  compareDatesOf(column, search, { own, around }, book);
  const left = measureOf(column);
  if (left === null) return;
  for (const [at, other] of [...own, ...around].entries()) {
    const right = other === column ? null : measureOf(other);
    if (right === null) continue;
    for (const [name, test, hint] of COMPARISONS) {
      if (!search.prompt.hasWord(hint)) continue;
      const field = fieldGround(column, search.prompt) + fieldGround(other, search.prompt);
      // "Below their minimum": one of the two is named, the other is what is measured against it.
      if (field < (at < own.length ? 1 : 2)) continue;
      book.add(
        (row) => {
          const a = left.sizes[row];
          const b = right.sizes[row];
          return typeof a === 'number' && typeof b === 'number' && test(a, b);
        },
        () => ({
          expr: comparison(name, left, right),
          cost: 5 - field + (field < 2 ? 1.5 : 0),
          grounded: true,
          label: `${column.label} ${name} ${other.label}`,
          units: [...column.units, ...other.units],
          family: [column.label, other.label].sort().join(' against '),
        }),
      );
    }
  }
}

function measureOf(column: Column): Measure | null {
  const known = measures.get(column);
  if (known !== undefined) return known;
  const found = isIdentifier(column) ? null : findMeasure(column);
  measures.set(column, found);
  return found;
}

function findMeasure(column: Column): Measure | null {
  const { values } = column;
  if (values.some((value) => typeof value === 'number'))
    return { column, kind: 'number', sizes: values.map((value) => (typeof value === 'number' ? value : null)) };
  const texts = values.filter((value): value is string => typeof value === 'string' && value !== '');
  if (texts.length === 0) return null;
  const sizes = (sizeOf: (text: string) => number): readonly (number | null)[] =>
    values.map((value) => (typeof value === 'string' && value !== '' ? sizeOf(value) : null));
  if (texts.every((text) => WRITTEN_NUMBER.test(text))) return { column, kind: 'written', sizes: sizes(Number) };
  return null;
}

/** Texts are compared where there are any: an empty one is no number. */
function comparison(name: string, left: Measure, right: Measure): Expr {
  const guards = [left, right].filter(({ kind }) => kind !== 'number').map(({ column }) => isFilled(column));
  const test: Expr = { $: 'fn', name, args: [sizeExpr(left), sizeExpr(right)] };
  return guards.length === 0 ? test : { $: 'fn', name: 'and', args: [...guards, test] };
}

function sizeExpr({ column, kind }: Measure): Expr {
  const value = nullable(column.expr);
  return kind === 'written' ? { $: 'fn', name: 'toNumber', args: [value] } : value;
}
