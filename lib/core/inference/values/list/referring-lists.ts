import type { Json } from '../../../json/json.ts';
import { valueAt } from '../../../json/path.ts';
import type { Column } from '../../columns/column.ts';
import { itemPaths } from '../../columns/item-paths.ts';
import { isOfAllRows } from '../../columns/of-all-rows.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { sharedWords, wordsOf } from '../../words/words.ts';
import { specificWords } from '../fit-column.ts';
import { isOwnId, isTelling } from './looked-up.ts';

const MOST_ROWS = 300;
const MOST_RECORDS = 2000;
const MOST_FOUND = 6;

/**
 * For each row the records of another list that are of the row's thing: the bookings of a room, where the rooms are gone
 * through and each booking has the id of its room. Figures of them can be told of the room.
 */
export function referringLists(target: Target, scope: Scope, context: DraftContext): readonly Column[] {
  if (scope.rows < 2 || scope.rows > MOST_ROWS) return [];
  const keys = scope.columns().filter((column) => isKeyOfRows(column) && usable(column, target));
  if (keys.length === 0) return [];
  const lists = scope.lists().filter((list) => isOfAllRows(list) && usable(list, target));
  return lists
    .flatMap((list) => keys.flatMap((key) => referringTo(key, list, context)))
    .sort((a, b) => a.cost - b.cost)
    .slice(0, MOST_FOUND);
}

/** The id of what the row is about: no two rows have the same, and its name says that it is the thing's own. */
function isKeyOfRows({ values, words, about, expr }: Column): boolean {
  if (expr.$ !== 'get' || new Set(values).size < values.length) return false;
  if (!values.every((value) => typeof value === 'string' || typeof value === 'number')) return false;
  return isOwnId([words.join('_')], { words: [], about });
}

function referringTo(key: Column, list: Column, context: DraftContext): Column[] {
  const records = Array.isArray(list.values[0]) ? list.values[0] : [];
  if (records.length > MOST_RECORDS) return [];
  return itemPaths(list).flatMap(({ path }): Column[] => {
    if (path.length === 0 || isOwnId(path, list) || !isNamed(path, key)) return [];
    const byValue = new Map<Json, Json[]>();
    for (const record of records) {
      const value = valueAt(record, path) ?? null;
      byValue.set(value, [...(byValue.get(value) ?? []), record]);
    }
    const values = key.values.map((value) => byValue.get(value ?? null) ?? []);
    // Where each has one, that one is its record, and nothing is reckoned.
    if (values.filter(({ length }) => length > 0).length < 2 || values.every(({ length }) => length < 2)) return [];
    const variable = context.variables.make(list.words.length > 0 ? list.words : list.about);
    const { locate: _locate, given: _given, ...rest } = list;
    const member = {
      $: 'get',
      from: { $: 'ref', of: 'var', id: variable },
      path: [...path],
      missing: 'null',
    } as const;
    return [
      {
        ...rest,
        expr: {
          $: 'over',
          op: 'filter',
          in: list.expr,
          as: variable,
          body: { $: 'fn', name: 'eq', args: [member, key.expr] },
        },
        values,
        cost: list.cost + 0.5,
        origin: 'computed',
        units: [...list.units, ...key.units],
        label: `${list.label} of each by ${path.join('.')}`,
      },
    ];
  });
}

/** Whether the member is called by what the key is of, `room_id` for the id of a room, or the ids are no chance. */
function isNamed(path: readonly string[], key: Column): boolean {
  const specific = specificWords(wordsOf(path.join('_')));
  return sharedWords(specific, [...specificWords(key.words), ...key.about]) > 0 || isTelling(key);
}
