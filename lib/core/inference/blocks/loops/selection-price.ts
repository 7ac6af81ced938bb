import type { Scope } from '../../columns/scope.ts';
import type { DraftContext } from '../../draft-context.ts';
import { selectItems } from '../../items/select-items.ts';
import { JUDGEMENT } from '../../values/judgement/judgement-words.ts';
import type { Hypothesis } from './find-loop.ts';
import { placeKey } from './loop.ts';
import { isNamedList } from './named-list.ts';

/** What it costs to say which items were taken; a lot where nothing says it. */
export function selectionPrice(hypothesis: Hypothesis, scope: Scope, context: DraftContext): number {
  const chosen = hypothesis.list.values.map((): number[] => []);
  for (const { place } of hypothesis.members)
    if (!chosen[place.row]?.includes(place.index)) chosen[place.row]?.push(place.index);
  if (hypothesis.loop !== null) {
    const known = new Set(
      hypothesis.loop.groups.flatMap((group) => group.members.map((member) => placeKey(member.place))),
    );
    if (hypothesis.members.every(({ place }) => known.has(placeKey(place)))) return 0;
  }
  const distinct = chosen.reduce((sum, indices) => sum + indices.length, 0);
  const selection = selectItems(
    { list: hypothesis.list, outer: scope, chosen, ordered: false, about: 'price', weight: 0 },
    context,
  );
  const repeated = distinct < hypothesis.members.length ? 3 : 0;
  // Where the user wants each of them judged, that no member tells is what is to be expected.
  const judged = context.prompt.asksFor(JUDGEMENT) && isNamedList(hypothesis.list, context);
  if (selection === null) return distinct >= 3 || judged ? 14 : 26;
  return selection.cost * 0.5 + (selection.status === 'proved' ? 0 : 4) + repeated;
}
