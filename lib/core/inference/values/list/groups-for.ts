import { toText } from '../../../functions/table.ts';
import { isJsonObject } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import { groupedColumn } from '../../columns/group-items.ts';
import { itemPaths } from '../../columns/item-paths.ts';
import { type Items, openItems } from '../../columns/items.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { sharedWords, wordsOf } from '../../words/words.ts';
import { specificWords } from '../fit-column.ts';
import type { ListShape } from './list-shape.ts';
import { isOwnId, isTelling, recordsLedTo } from './looked-up.ts';

/**
 * The list in groups, where there are as many groups as pieces and each piece names its group: by the key itself, or by
 * what the record is called that the key leads to in another list.
 */
export function groupsFor(
  list: Column,
  shape: ListShape,
  { target, scope }: { readonly target: Target; readonly scope: Scope },
  context: DraftContext,
): readonly Column[] {
  const fewer = shape.pieces.some((pieces, row) => {
    const value = list.values[row];
    return Array.isArray(value) && pieces.length < value.length;
  });
  if (!fewer) return [];
  return itemPaths(list).flatMap(({ path }): Column[] => {
    if (path.length === 0) return [];
    const grouped = groupedColumn(list, path, context);
    if (grouped === null || !hasEnough(grouped, shape)) return [];
    if (namesKeys(grouped, shape)) return [grouped];
    const items = openItems(grouped, scope, context.variables.make(grouped.words));
    return recordsOfGroups(items, { list: grouped, outer: scope, target }, context).length > 0 ? [grouped] : [];
  });
}

const hasEnough = ({ values }: Column, { pieces }: ListShape): boolean =>
  pieces.every((some, row) => {
    const groups = values[row];
    return Array.isArray(groups) && groups.length >= some.length;
  });

function namesKeys({ values }: Column, { pieces }: ListShape): boolean {
  return pieces.every((some, row) => {
    const groups = values[row];
    if (!Array.isArray(groups)) return false;
    const keys = groups.map((group) => (isJsonObject(group) ? toText(group.key) : '')).filter((key) => key !== '');
    return some.every((piece) => {
      const text = typeof piece === 'string' ? piece : JSON.stringify(piece);
      return keys.some((key) => text.includes(key));
    });
  });
}

/** The member that groups are made by; null for a list that is in no groups. */
function groupedBy({ expr }: Column): readonly string[] | null {
  return expr.$ === 'over' && expr.op === 'groupBy' && expr.body.$ === 'get' ? expr.body.path.map(String) : null;
}

/** The record of another list that each group's key is the id of: the room of bookings that are grouped by `room_id`. */
export function recordsOfGroups(
  items: Items,
  { list, outer, target }: { readonly list: Column; readonly outer: Scope; readonly target: Target },
  context: DraftContext,
): readonly Column[] {
  const path = groupedBy(list);
  const key = items.members().find(({ expr }) => expr.$ === 'get' && expr.path.join('.') === 'key');
  if (path === null || key === undefined) return [];
  const rows = items.places.map(({ row }) => row);
  const words = wordsOf(path.join('_'));
  return recordsLedTo(
    {
      keys: [{ ...key, words, about: list.about }],
      lists: outer.lists().filter((other) => groupedBy(other) === null && usable(other, target)),
      rows,
      own: [],
      isKey: (of, at, records) =>
        isOwnId(at, records) &&
        (isTelling(of) ||
          sharedWords(specificWords(words), [...wordsOf(at.join('_')), ...records.words, ...records.about]) > 0),
    },
    context,
  ).sort((a, b) => a.cost - b.cost);
}
