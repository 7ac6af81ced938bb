import type { DraftContext } from '../../draft-context.ts';
import type { Leaf } from './call-leaves.ts';
import type { Placed } from './loop.ts';

/** More reads than this are hardly each said by a word of its own. */
const MOST = 3;

/**
 * "What is in the English file and not yet in the Norwegian one": two reads that differ in words that the user said at
 * different places, each with a part of its own, are two calls. A list that happens to hold both words is not gone
 * through. Words that stand in one enumeration are items as those of any other list.
 */
export function areSaidApart(
  units: readonly Placed[],
  leaves: readonly ReadonlyMap<string, Leaf>[],
  context: DraftContext,
): boolean {
  if (units.length > MOST || units.some(({ unit }) => unit.effect !== 'read')) return false;
  const names = new Set(leaves.flatMap((unitLeaves) => [...unitLeaves.keys()]));
  const varying = [...names].flatMap((name) => {
    const values = new Set(leaves.map((unitLeaves) => unitLeaves.get(name)?.value));
    return values.size > 1 ? [[...values]] : [];
  });
  return (
    varying.length > 0 &&
    varying.every(
      (values) =>
        values.length === units.length &&
        values.every((value) => typeof value === 'string' && context.prompt.says(value)) &&
        context.prompt.enumerationOf(values.map(String)) === null,
    )
  );
}
