import { jsonEqual } from '../../json/equal.ts';
import type { Json } from '../../json/json.ts';
import type { Scope } from '../columns/scope.ts';
import type { Explanation } from '../draft/explanation.ts';
import { type Target, usable } from '../draft/target.ts';
import type { DraftContext } from '../draft-context.ts';
import { explainArray } from './explain-array.ts';

/** A known list with more items after it: the tags that were there and one more. */
export function explainAppended(
  target: Target,
  lists: readonly (readonly Json[])[],
  scope: Scope,
  context: DraftContext,
): Explanation | null {
  for (const column of scope.lists()) {
    if (!usable(column, target)) continue;
    const known = lists.map((_, row) => column.values[row]);
    const extra = lists.map((list, row) => {
      const start = known[row];
      if (!Array.isArray(start) || start.length >= list.length) return null;
      return start.every((item, at) => jsonEqual(item, list[at])) ? list.slice(start.length) : null;
    });
    const [first] = extra;
    if (first === undefined || first === null || extra.some((rest) => rest?.length !== first.length)) continue;
    if (!known.some((start) => Array.isArray(start) && start.length > 0)) continue;
    const rest = explainArray(
      { ...target, values: extra.map((items) => items ?? []), about: [target.about, 'added'] },
      scope,
      context,
    );
    if (rest === null) continue;
    return {
      ...rest,
      expr: { $: 'fn', name: 'concat', args: [column.expr, rest.expr] },
      cost: rest.cost + column.cost + 1,
      origin: 'computed',
      label: `${column.label} and ${rest.label}`,
      parts: [{ kind: 'column', column }, ...rest.parts],
      units: [...column.units, ...rest.units],
    };
  }
  return null;
}
