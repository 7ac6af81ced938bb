import type { Column } from '../../columns/column.ts';
import { groupedColumn } from '../../columns/group-items.ts';
import type { DraftContext } from '../../draft-context.ts';
import { type Anchor, stars } from './anchor.ts';
import type { Placed } from './loop.ts';

/** A list put into groups by a member that calls name once each although several items share it. */
export function groupings(
  list: Column,
  anchors: readonly Anchor[],
  units: readonly Placed[],
  context: DraftContext,
): Column[] {
  const found: Column[] = [];
  const seen = new Set<string>();
  for (const anchor of anchors) {
    if (
      !anchor.path.startsWith('item/') ||
      stars(anchor.path) > 0 ||
      seen.has(anchor.path) ||
      anchor.covered < units.length
    )
      continue;
    seen.add(anchor.path);
    const grouped = groupedColumn(list, anchor.path.split('/').slice(1), context);
    if (grouped !== null) found.push(grouped);
  }
  return found;
}
