import type { Column } from '../../columns/column.ts';
import { flatLists } from '../../columns/flat-lists.ts';
import type { Scope } from '../../columns/scope.ts';
import type { WantedTexts } from '../../columns/wanted-texts.ts';
import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';
import type { Leaf } from './call-leaves.ts';
import { groupings } from './groupings.ts';
import { contentOfList } from './item-content.ts';
import type { Placed } from './loop.ts';
import { type Match, matchItems } from './match-items.ts';

/** As much as it says that calls are for the items of a loop that is there. */
const SAID = 6;

/**
 * One call for each group of the lines of all records: "one entry per category over all those reports". There have to
 * be as many groups as calls, of which some is of several lines.
 */
export function groupsOfLines(
  units: readonly Placed[],
  leaves: readonly ReadonlyMap<string, Leaf>[],
  { scope, wanted }: { readonly scope: Scope; readonly wanted: WantedTexts },
  context: DraftContext,
): readonly { readonly list: Column; readonly members: Match['members']; readonly score: number }[] {
  if (units.length < 2) return [];
  return flatLists(scope, context).flatMap((list) => {
    if (!units.every(({ unit, row }) => (list.ready[row] ?? -1) < unit.started)) return [];
    const found = matchItems(units, leaves, contentOfList(list, wanted));
    if (found === null) return [];
    return groupings(list, found.anchors, units, context).flatMap((grouped) => {
      const groups = grouped.values[0];
      if (!Array.isArray(groups) || groups.length !== units.length) return [];
      const again = matchItems(units, leaves, contentOfList(grouped, wanted));
      if (again === null || again.members.length < units.length) return [];
      return [
        {
          list: grouped,
          members: again.members,
          score: again.score - grouped.cost * 0.3 + (isSaid(grouped, context) ? SAID : 0),
        },
      ];
    });
  });
}

/** Whether the user spoke of something per group: "one entry per category", "for each dish". */
function isSaid({ words: [key = ''] }: Column, context: DraftContext): boolean {
  return context.prompt.turns.some(({ text }) =>
    [...text.matchAll(PER)].some((match) => wordsOf(match[1] ?? '').includes(key)),
  );
}

const PER = /\b(?:per|each|every|by)\s+((?:[\p{L}\p{N}_-]+\s*){1,2})/giu;
