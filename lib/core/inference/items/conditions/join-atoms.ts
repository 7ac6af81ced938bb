import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { type Column, isListColumn } from '../../columns/column.ts';
import { specificWords } from '../../values/fit-column.ts';
import { EXCLUDED } from '../../words/cues.ts';
import { promptWords } from '../../words/prompt-words.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { sharedWords } from '../../words/words.ts';
import type { AtomBook } from './atom-book.ts';
import { nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';
import { type Projection, projectionsOf } from './projections.ts';
import { writtenForms } from './written-forms.ts';

/** Membership of a value of the item in lists that it is not from, and equality with values from elsewhere. */
export function joinAtoms(column: Column, search: PredicateSearch, elsewhere: readonly Column[], book: AtomBook): void {
  const values = column.values.map((value) => (isPlain(value) ? value : undefined));
  if (values.every((value) => value === undefined)) return;
  const forms = writtenForms(column, search.prompt);
  for (const other of elsewhere) {
    if (isListColumn(other)) {
      for (const projection of projectionsOf(other)) {
        membershipAtoms({ column, values, other, projection, expr: nullable(column.expr) }, search, book);
        for (const written of forms) membershipAtoms({ column, other, projection, ...written }, search, book);
      }
    } else if (other.origin !== 'input') {
      equalityAtom({ column, values, other, expr: nullable(column.expr), label: column.label }, search, book);
      for (const written of forms) equalityAtom({ column, other, ...written }, search, book);
    }
  }
}

const isPlain = (value: Json | undefined): value is string | number | boolean =>
  value !== undefined && value !== null && typeof value !== 'object';

interface Pair {
  readonly column: Column;
  /** The column's values where they are plain. */
  readonly values: readonly (string | number | boolean | undefined)[];
  readonly other: Column;
}

function membershipAtoms(
  pair: Pair & { readonly projection: Projection; readonly expr: Expr; readonly label?: string },
  search: PredicateSearch,
  book: AtomBook,
): void {
  const { column, values, other, projection, expr, label = column.label } = pair;
  const inside = values.map((value, row) => value !== undefined && projection.has(row, value));
  const overlap = inside.filter(Boolean).length;
  if (overlap === 0) return;
  const not = search.prompt.hasWord(EXCLUDED);
  // One value that the user named is what is meant, and not that another list happens to hold it too.
  const met = new Set(values.filter((_, row) => inside[row] === true));
  const said = met.size === 1 && [...met].every((value) => search.prompt.says(String(value)));
  const about = sharedWords([...other.about, ...other.words], promptWords(search.prompt)) > 0;
  // `who is the keeper of no lesson`: both the other list and its member were said.
  const words = specificWords(projection.words);
  const isNamed = about && words.length > 0 && words.every((word) => promptWords(search.prompt).includes(word));
  const price =
    5 -
    (isNamed ? 2 : 0) -
    (about ? 1 : 0) +
    (said ? 2 : 0) +
    (sharedWords(column.words, projection.words) > 0 ? -0.5 : 0.5) +
    column.cost * 0.2 +
    other.cost * 0.2;
  const has: Expr = { $: 'fn', name: 'has', args: [projection.expr, expr] };
  const base = { grounded: about || overlap >= 2, units: [...column.units, ...other.units] };
  book.add(
    (row) => inside[row] === true,
    () => ({
      ...base,
      expr: has,
      cost: price + (not ? 1 : 0),
      label: `${label} is in ${projection.label}`,
    }),
  );
  book.add(
    (row) => inside[row] !== true,
    () => ({
      ...base,
      expr: { $: 'fn', name: 'not', args: [has] },
      cost: price + 0.5 + (not ? 0 : 2),
      label: `${label} is not in ${projection.label}`,
    }),
  );
}

function equalityAtom(
  { column, values, other, expr, label }: Pair & { readonly expr: Expr; readonly label: string },
  search: PredicateSearch,
  book: AtomBook,
): void {
  if (!other.values.some((value) => typeof value === 'string' || typeof value === 'number')) return;
  const written = writtenPair(values, other.values);
  const isEqual = (row: number): boolean => {
    const [one, two] = [values[row], other.values[row]];
    return one !== undefined && (one === two || (written !== null && isPlain(two) && String(one) === String(two)));
  };
  book.add(isEqual, () => {
    const alike = sharedWords([...column.words, ...column.about], [...other.words, ...other.about]);
    // Small numbers and plain words are equal by chance: then the names have to say that they are the same thing.
    const telling =
      alike > 0 || values.some((value, row) => value !== undefined && isEqual(row) && surpriseOf(value) >= 12);
    // What the user named is not what another answer happens to hold too.
    const said = values.some((value, row) => isEqual(row) && search.prompt.says(String(value)));
    return {
      expr: {
        $: 'fn',
        name: 'eq',
        args: [written === 'own' ? asText(expr) : expr, written === 'other' ? asText(other.expr) : other.expr],
      },
      cost:
        (written === null ? 0 : 0.5) +
        (said ? 5 : 3) -
        Math.min(1.5, alike * 0.6) +
        column.cost * 0.2 +
        other.cost * 0.3 +
        (telling ? 0 : 6),
      grounded: telling,
      label: `${label} is ${other.label}`,
      units: [...column.units, ...other.units],
    };
  });
}

/** Which of two members is a number where the other is the same number as a text, as in the cells of tables. */
function writtenPair(own: readonly (Json | undefined)[], other: readonly (Json | undefined)[]): 'own' | 'other' | null {
  const areAll = (values: readonly (Json | undefined)[], type: 'number' | 'string'): boolean =>
    values.every((value) => value === undefined || value === null || typeof value === type);
  if (areAll(own, 'string') && areAll(other, 'number')) return 'other';
  return areAll(own, 'number') && areAll(other, 'string') ? 'own' : null;
}

const asText = (expr: Expr): Expr => ({ $: 'text', parts: [expr] });

/** Whether a column is the list that the items come from: whatever an item holds is in there. */
export function isListOf(item: Column | undefined, list: Column): boolean {
  if (item === undefined || !isListColumn(list)) return false;
  const known = new Map<Json, ReadonlySet<Json>>();
  return item.values.every((value, row) => {
    const around = list.values[row];
    if (value === undefined) return true;
    if (!Array.isArray(around)) return false;
    const members = known.get(around) ?? new Set(around);
    known.set(around, members);
    return members.has(value);
  });
}
