import { isJsonObject, type Json, type JsonObject } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { wordsOf } from '../../words/words.ts';
import type { AtomBook } from './atom-book.ts';
import { nullable } from './nullable.ts';
import type { PredicateSearch } from './predicate.ts';

const VARIABLE = 'entry';

/**
 * The user says the name, the item holds the key: people of the department "Legal" are those whose `department_code` is
 * the code of the department with this title.
 */
export function linkedAtoms(column: Column, search: PredicateSearch, outer: readonly Column[], book: AtomBook): void {
  const value = valueOfChosen(column, search);
  if (value === null || search.prompt.says(String(value))) return;
  for (const list of outer) {
    const [items] = list.values;
    if (!Array.isArray(items) || list.values.some((other) => other !== items)) continue;
    for (const { record, key } of holdersOf(items, value)) {
      for (const [name, said] of Object.entries(record)) {
        if (name === key || typeof said !== 'string' || said.length < 2 || !search.prompt.says(said)) continue;
        // The name has to tell the record from all others of the list.
        if (items.filter((item) => isJsonObject(item) && item[name] === said).length !== 1) continue;
        book.add(
          (row) => column.values[row] === value,
          () => ({
            expr: { $: 'fn', name: 'eq', args: [nullable(column.expr), linked(list, { key, name, said }, search)] },
            cost: 3.4 + column.cost * 0.2 + list.cost * 0.3,
            grounded: true,
            label: `${column.label} is the ${key} where ${name} is ${JSON.stringify(said)}`,
            units: [...column.units, ...list.units],
          }),
        );
      }
    }
  }
}

/** The one text or number that all chosen rows hold; null where they differ. */
function valueOfChosen(column: Column, { chosen }: PredicateSearch): string | number | null {
  const values = new Set(column.values.filter((_, row) => chosen[row] === true));
  const [value] = values;
  return values.size === 1 && (typeof value === 'string' || typeof value === 'number') && value !== '' ? value : null;
}

function holdersOf(
  items: readonly Json[],
  value: string | number,
): readonly { readonly record: JsonObject; readonly key: string }[] {
  return items.flatMap((record) => {
    if (!isJsonObject(record)) return [];
    const key = Object.keys(record).find((name) => record[name] === value);
    return key === undefined ? [] : [{ record, key }];
  });
}

function linked(
  list: Column,
  { key, name, said }: { readonly key: string; readonly name: string; readonly said: string },
  search: PredicateSearch,
): Expr {
  const entry: Expr = { $: 'ref', of: 'var', id: VARIABLE };
  const input = search.inputs.refer({
    value: said,
    spans: search.prompt.spansOf(said),
    name: [...list.words.slice(-1), ...wordsOf(name)],
    weak: true,
  });
  const isNamed: Expr = {
    $: 'fn',
    name: 'eq',
    args: [{ $: 'get', from: entry, path: [name], missing: 'null' }, input],
  };
  return { $: 'get', from: { $: 'over', op: 'find', in: list.expr, as: VARIABLE, body: isNamed }, path: [key] };
}
