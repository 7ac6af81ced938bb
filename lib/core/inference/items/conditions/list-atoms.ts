import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { type Column, isListColumn } from '../../columns/column.ts';
import { ABSENT, EXCLUDED, PRESENT } from '../../words/cues.ts';
import type { AtomBook } from './atom-book.ts';
import { fieldGround } from './field-ground.ts';
import { groundedLiteral } from './grounded-literal.ts';
import { ONE_IS_MEANT } from './member-atoms.ts';
import { nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';
import { type Projection, projectionsOf } from './projections.ts';

/** Lists with more different values than this hold no kinds or labels. */
const MAX_VALUES = 80;

/** Lists inside an item: are they empty, do they hold a value that the user named, or one from outside. */
export function listAtoms(column: Column, search: PredicateSearch, outer: readonly Column[], book: AtomBook): void {
  const field = fieldGround(column, search.prompt);
  emptinessAtoms(column, field, search, book);
  const distinct = leavesIn(column.values);
  if (distinct.size > MAX_VALUES) return;
  const meant = search.scope.entriesOf(column);
  for (const projection of projectionsOf(column)) {
    for (const value of distinct) {
      const isOther = meant.length > 0 && !meant.some(({ entry }) => entry?.name === value);
      holdingAtoms({ column, projection, value, field: field - (isOther ? ONE_IS_MEANT : 0) }, search, book);
    }
    for (const other of outer) if (!isListColumn(other)) holdingOtherAtom({ column, projection, other }, book);
  }
}

function emptinessAtoms(column: Column, field: number, search: PredicateSearch, book: AtomBook): void {
  const { values, units } = column;
  const get = nullable(column.expr);
  const isFilled = (row: number): boolean => {
    const value = values[row];
    return Array.isArray(value) && value.length > 0;
  };
  book.add(
    (row) => !isFilled(row),
    () => ({
      expr: { $: 'fn', name: 'isEmpty', args: [get] },
      cost: 4 - field,
      grounded: field > 0 && search.prompt.hasWord(ABSENT),
      label: `${column.label} is empty`,
      units,
    }),
  );
  book.add(isFilled, () => ({
    expr: { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [get] }] },
    cost: 4.5 - field + (search.prompt.hasWord(PRESENT) ? 0 : 2),
    grounded: field > 0 && search.prompt.hasWord(PRESENT),
    label: `${column.label} is not empty`,
    units,
  }));
}

function holdingAtoms(
  what: { readonly column: Column; readonly projection: Projection; readonly value: Json; readonly field: number },
  search: PredicateSearch,
  book: AtomBook,
): void {
  const { column, projection, value, field } = what;
  const literal = groundedLiteral(value, column, search);
  const inside = column.values.map((_, row) => projection.has(row, value));
  if (!inside.includes(true)) return;
  const not = search.prompt.hasWord(EXCLUDED);
  const has: Expr = { $: 'fn', name: 'has', args: [projection.expr, literal.expr] };
  const cost = 3 + literal.cost - field + column.cost * 0.2;
  book.add(
    (row) => inside[row] === true,
    () => ({
      expr: has,
      cost,
      grounded: literal.grounded,
      label: `${column.label} has ${JSON.stringify(value)}`,
      units: column.units,
      // "Some of its lines is READY" says the same (`memberAtoms`).
      family: `${column.label} some ${column.words.join(' ') || 'item'}.${projection.member} ${String(value).toLowerCase()}`,
    }),
  );
  book.add(
    (row) => inside[row] !== true,
    () => ({
      expr: { $: 'fn', name: 'not', args: [has] },
      cost: cost + (not ? 1 : 4),
      grounded: literal.grounded && not,
      label: `${column.label} has no ${JSON.stringify(value)}`,
      units: column.units,
    }),
  );
}

function holdingOtherAtom(
  what: { readonly column: Column; readonly projection: Projection; readonly other: Column },
  book: AtomBook,
): void {
  const { column, projection, other } = what;
  book.add(
    (row) => {
      const value = other.values[row];
      return value !== undefined && value !== null && typeof value !== 'object' && projection.has(row, value);
    },
    () => ({
      expr: { $: 'fn', name: 'has', args: [projection.expr, other.expr] },
      cost: 4 + other.cost * 0.3,
      grounded: true,
      label: `${column.label} has ${other.label}`,
      units: [...column.units, ...other.units],
    }),
  );
}

/** The plain values inside lists, up to a little more than are looked at. */
function leavesIn(lists: readonly (Json | undefined)[]): ReadonlySet<Json> {
  const found = new Set<Json>();
  const walk = (value: Json): void => {
    if (found.size > MAX_VALUES) return;
    if (typeof value !== 'object') found.add(value);
    else if (value !== null) for (const member of Object.values(value)) walk(member);
  };
  for (const list of lists) if (Array.isArray(list)) for (const item of list) walk(item);
  return found;
}
