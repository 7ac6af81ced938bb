import type { Column } from '../../columns/column.ts';
import type { DraftContext } from '../../draft-context.ts';
import { surpriseOf } from '../../words/surprise.ts';
import type { Hypothesis } from './find-loop.ts';
import { isNamedList } from './named-list.ts';
import { scalarsByPath } from './scalars-by-path.ts';

const MAX_JOIN = 400;

/**
 * Calls whose values stand in one list although the user spoke of each item of another: the loop goes over the other
 * list where one of its members leads to the first.
 */
export function throughJoins(
  hypotheses: readonly Hypothesis[],
  lists: readonly Column[],
  context: DraftContext,
): Hypothesis[] {
  const found: Hypothesis[] = [];
  for (const hypothesis of hypotheses) {
    if (hypothesis.loop !== null || isNamedList(hypothesis.list, context)) continue;
    for (const other of lists) {
      if (other === hypothesis.list || !isNamedList(other, context) || other.values.length !== 1) continue;
      const from = hypothesis.list.values[0];
      const to = other.values[0];
      if (!Array.isArray(from) || !Array.isArray(to) || from.length > MAX_JOIN || to.length > MAX_JOIN) continue;
      const rank = new Map<string, number[]>();
      to.forEach((item, index) => {
        for (const [path, value] of scalarsByPath(item))
          if (surpriseOf(value) >= 9)
            rank.set(`${path}\u0000${String(value)}`, [...(rank.get(`${path}\u0000${String(value)}`) ?? []), index]);
      });
      for (const path of new Set([...rank.keys()].map((key) => key.split('\u0000')[0] ?? ''))) {
        const used = new Set<number>();
        const members = hypothesis.members.flatMap(({ placed, place }) => {
          for (const [, value] of scalarsByPath(from[place.index] ?? null)) {
            const index = rank.get(`${path}\u0000${String(value)}`)?.find((candidate) => !used.has(candidate));
            if (index === undefined) continue;
            used.add(index);
            return [{ placed, place: { row: 0, index } }];
          }
          return [];
        });
        if (members.length === hypothesis.members.length && members.length === used.size)
          found.push({ loop: null, list: other, members, score: hypothesis.score - 1 });
      }
    }
  }
  return found;
}
