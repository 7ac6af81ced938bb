import type { Source } from './evidence-sources.ts';

/** Up to so many sources are moved one at a time: then what fails names its one place. */
const MOST_ALONE = 24;

/**
 * Sources that may be moved in one world because nothing that happened to hold the same moves with them: no two of a
 * group hold a value in common or go into the same argument. So a long recording needs few worlds.
 */
export function apartGroups(sources: readonly Source[]): readonly (readonly Source[])[] {
  if (sources.length <= MOST_ALONE) return sources.map((source) => [source]);
  const groups: { readonly sources: Source[]; readonly taken: Set<string> }[] = [];
  for (const source of sources) {
    const marks = marksOf(source);
    let group = groups.find(({ taken }) => !marks.some((mark) => taken.has(mark)));
    if (group === undefined) {
      group = { sources: [], taken: new Set() };
      groups.push(group);
    }
    group.sources.push(source);
    for (const mark of marks) group.taken.add(mark);
  }
  return groups.map((group) => group.sources);
}

/** What a source has for itself in its world: its values and the arguments that they go into. */
function marksOf({ values, facts }: Source): readonly string[] {
  return [
    ...[...values].map((value) => `value ${value}`),
    ...facts.map(({ target }) => `argument ${JSON.stringify([target.call, ...target.path])}`),
  ];
}
