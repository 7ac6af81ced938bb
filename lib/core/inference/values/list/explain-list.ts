import { flatLists } from '../../columns/flat-lists.ts';
import type { Scope } from '../../columns/scope.ts';
import type { Explanation } from '../../draft/explanation.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { buildList } from './build-list.ts';
import { groupsFor } from './groups-for.ts';
import { shapesOf } from './list-shape.ts';

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
      for (const source of [list, ...groupsFor(list, shape, { target, scope }, context)]) {
        const found = buildList(source, shape, target, scope, context);
        if (found === null || (best !== null && found.cost >= best.cost)) continue;
        best = found;
        around = lines;
      }
    }
  }
  return best;
}
