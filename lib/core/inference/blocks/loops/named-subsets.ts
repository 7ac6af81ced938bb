import type { Column } from '../../columns/column.ts';
import type { DraftContext } from '../../draft-context.ts';
import { placeKey } from './loop.ts';
import { scalarsByPath } from './scalars-by-path.ts';

const MAX_SUBSETS = 8;

/** The items that have a word of the user's as a member ("each critical alert"), where enough of them do. */
export function namedSubsets(list: Column, least: number, context: DraftContext): ReadonlySet<string>[] {
  const subsets = new Map<string, Set<string>>();
  let total = 0;
  list.values.forEach((value, row) => {
    if (!Array.isArray(value)) return;
    value.forEach((item, index) => {
      total += 1;
      for (const [path, member] of scalarsByPath(item)) {
        if (typeof member !== 'string' || member.length < 3 || member.length > 24) continue;
        const key = `${path}\u0000${member}`;
        const subset = subsets.get(key);
        if (subset !== undefined) subset.add(placeKey({ row, index }));
        else if (context.prompt.mentions(member)) subsets.set(key, new Set([placeKey({ row, index })]));
      }
    });
  });
  return [...subsets.values()].filter((subset) => subset.size >= least && subset.size < total).slice(0, MAX_SUBSETS);
}
