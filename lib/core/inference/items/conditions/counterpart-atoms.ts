import { isJsonObject, type Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { scalarsByPath } from '../../blocks/loops/scalars-by-path.ts';
import { type Column, isListColumn } from '../../columns/column.ts';
import { getMember } from '../../columns/get-member.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { sharedWords, wordsOf } from '../../words/words.ts';
import type { AtomBook } from './atom-book.ts';
import { nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';
import { type Template, templatesOf } from './written-forms.ts';

/** Words of those who keep two lists alike. */
const COMPARED =
  /\b(differ\w*|(mis)?match\w*|correct\w*|wrong|outdated|out of date|in sync|sync\w*|same|equal\w*|deviat\w*|disagree\w*|adjust\w*|align\w*|agree\w*)\b/;
const MOST_RECORDS = 500;
/** Fewer bits than this are equal by chance. */
const TELLING_BITS = 8;

/** The records of another list, each with the item that it goes with: by a value of the item, as it is or in a form. */
interface Counterparts {
  readonly list: Column;
  readonly key: Column;
  readonly path: string;
  readonly form: Template | null;
  /** Per row; undefined where no record or more than one goes with the item. */
  readonly records: readonly (ReadonlyMap<string, Json> | undefined)[];
}

/**
 * Whether the item and the record of another list that goes with it hold the same: the DNS records whose device has
 * another address, the prices that are not those of the supplier. An item without such a record is neither.
 */
export function counterpartAtoms(
  own: readonly Column[],
  search: PredicateSearch,
  elsewhere: readonly Column[],
  book: AtomBook,
): void {
  if (!search.prompt.hasWord(COMPARED)) return;
  const plain = own.filter((column) => !isListColumn(column) && column.values.some(isPlain));
  for (const list of elsewhere)
    for (const found of counterpartsIn(list, plain, search)) compareAtoms(found, plain, book);
}

const isPlain = (value: Json | undefined): value is string | number =>
  (typeof value === 'string' && value !== '') || typeof value === 'number';

function counterpartsIn(list: Column, own: readonly Column[], search: PredicateSearch): readonly Counterparts[] {
  const [items] = list.values;
  if (!isListColumn(list) || !Array.isArray(items) || items.length < 2 || items.length > MOST_RECORDS) return [];
  if (!items.every(isJsonObject) || list.values.some((other) => other !== items)) return [];
  const records = items.map((item) => new Map(scalarsByPath(item)));
  const paths = new Set(records.flatMap((record) => [...record.keys()]));
  const forms: readonly (Template | null)[] = [null, ...templatesOf(search.prompt)];
  return own.flatMap((key) =>
    [...paths].flatMap((path) =>
      forms.flatMap((form): Counterparts[] => {
        const byKey = new Map<Json, ReadonlyMap<string, Json> | undefined>();
        for (const record of records) {
          const value = record.get(path);
          if (!isPlain(value)) continue;
          const name = form === null ? value : `${form.before}${value}${form.after}`;
          byKey.set(name, byKey.has(name) ? undefined : record);
        }
        const found = key.values.map((value) => (value === undefined ? undefined : byKey.get(value)));
        const telling = key.values.filter(
          (value, row) => found[row] !== undefined && surpriseOf(value ?? null) >= TELLING_BITS,
        );
        return new Set(telling).size < 2 ? [] : [{ list, key, path, form, records: found }];
      }),
    ),
  );
}

/** Members that agree for some item and differ for another show that they are meant to be the same. */
function compareAtoms(found: Counterparts, own: readonly Column[], book: AtomBook): void {
  const { list, key, path, records } = found;
  const paths = new Set(records.flatMap((record) => (record === undefined ? [] : [...record.keys()])));
  for (const member of paths) {
    if (member === path) continue;
    for (const column of own) {
      if (column === key) continue;
      const held = records.map((record) => record?.get(member));
      const both = (row: number): boolean => isPlain(held[row]) && isPlain(column.values[row]);
      const agree = column.values.filter((value, row) => both(row) && held[row] === value);
      const differ = column.values.some((value, row) => both(row) && held[row] !== value);
      const alike = sharedWords(column.words, wordsOf(member.split('/').at(-1) ?? '')) > 0;
      if (!differ || !agree.some((value) => alike || surpriseOf(value ?? null) >= TELLING_BITS)) continue;
      for (const [name, test] of [
        ['ne', (row: number) => held[row] !== column.values[row]],
        ['eq', (row: number) => held[row] === column.values[row]],
      ] as const)
        book.add(
          (row) => both(row) && test(row),
          () => ({
            expr: someRecord(found, { name, member, column }),
            cost: 4 + (alike ? 0 : 0.5) + (found.form === null ? 0 : 0.5) + column.cost * 0.2 + list.cost * 0.2,
            grounded: true,
            label: `${column.label} is ${name === 'eq' ? '' : 'not '}the ${member.slice(1)} in ${list.label}`,
            units: [...key.units, ...column.units, ...list.units],
          }),
        );
    }
  }
}

/** `some(list, entry => and(eq(entry.name, item.name), ne(entry.price, item.price)))` */
function someRecord(
  { list, key, path, form }: Counterparts,
  { name, member, column }: { readonly name: 'eq' | 'ne'; readonly member: string; readonly column: Column },
): Expr {
  const below = (way: string): Expr =>
    way
      .split('/')
      .filter((step) => step !== '')
      .reduce<Expr>((from, step) => getMember(from, step, true), { $: 'ref', of: 'var', id: 'entry' });
  const named: Expr =
    form === null
      ? below(path)
      : { $: 'text', parts: [form.before, below(path), form.after].filter((part) => part !== '') };
  return {
    $: 'over',
    op: 'some',
    in: list.expr,
    as: 'entry',
    body: {
      $: 'fn',
      name: 'and',
      args: [
        { $: 'fn', name: 'eq', args: [named, nullable(key.expr)] },
        { $: 'fn', name, args: [below(member), nullable(column.expr)] },
      ],
    },
  };
}
