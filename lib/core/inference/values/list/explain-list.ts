import { toText } from '../../../functions/table.ts';
import { isJsonObject } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import { flatLists } from '../../columns/flat-lists.ts';
import { groupedColumn } from '../../columns/group-items.ts';
import { itemPaths } from '../../columns/item-paths.ts';
import type { Scope } from '../../columns/scope.ts';
import type { Explanation } from '../../draft/explanation.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { buildList } from './build-list.ts';
import { type ListShape, shapesOf } from './list-shape.ts';

/** A list, or a text of lines or of joined pieces, that was made item by item from a list. */
export function explainList(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  let best: Explanation | null = null;
  let around = Number.POSITIVE_INFINITY;
  for (const shape of shapesOf(target, context.prompt)) {
    // Fewer fixed lines around the list say more: once some number of them works, more are not tried.
    const lines = shape.head.length + shape.tail.length;
    if (best !== null && (best.cost < 6 || (best.status === 'proved' && lines > around))) break;
    for (const list of [...scope.lists(), ...flatLists(scope, context)]) {
      if (!usable(list, target)) continue;
      for (const source of [list, ...groupsFor(list, shape, context)]) {
        const found = buildList(source, shape, target, scope, context);
        if (found === null || (best !== null && found.cost >= best.cost)) continue;
        best = found;
        around = lines;
      }
    }
  }
  return best;
}

/** The list in groups, where there are as many groups as pieces and each piece names its group. */
function groupsFor(list: Column, shape: ListShape, context: DraftContext): Column[] {
  const found: Column[] = [];
  const fewer = shape.pieces.some((pieces, row) => {
    const value = list.values[row];
    return Array.isArray(value) && pieces.length < value.length;
  });
  if (!fewer) return found;
  for (const { path } of itemPaths(list)) {
    if (path.length === 0) continue;
    const grouped = groupedColumn(list, path, context);
    if (grouped === null) continue;
    const fits = shape.pieces.every((pieces, row) => {
      const groups = grouped.values[row];
      if (!Array.isArray(groups) || groups.length < pieces.length) return false;
      const keys = groups.map((group) => (isJsonObject(group) ? toText(group.key) : '')).filter((key) => key !== '');
      return pieces.every((piece) => {
        const text = typeof piece === 'string' ? piece : JSON.stringify(piece);
        return keys.some((key) => text.includes(key));
      });
    });
    if (fits) found.push(grouped);
  }
  return found;
}
