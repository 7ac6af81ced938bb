import type { DraftContext } from '../../draft-context.ts';
import type { Leaf } from './call-leaves.ts';

/**
 * "The hosts www, chat and jobs below acme.test" gives `www.acme.test`, `chat.acme.test`, …: what differs in the
 * arguments is what the user listed, and the rest is the same in all of them. What differs is a piece that items are
 * looked for by, and where the user listed it, the stem of the argument.
 */
export function withStems(
  leaves: readonly ReadonlyMap<string, Leaf>[],
  context: DraftContext,
): readonly ReadonlyMap<string, Leaf>[] {
  const [first] = leaves;
  if (first === undefined || leaves.length < 2) return leaves;
  let stemmed = leaves;
  for (const name of first.keys()) {
    const texts = leaves.map((unitLeaves) => unitLeaves.get(name)?.value);
    if (!texts.every((text): text is string => typeof text === 'string') || new Set(texts).size < 2) continue;
    const stems = stemsOf(texts);
    if (stems === null) continue;
    const listed = context.prompt.enumerationOf([...new Set(stems)]) !== null;
    stemmed = stemmed.map((unitLeaves, at) => {
      const leaf = unitLeaves.get(name);
      const stem = stems[at];
      return leaf === undefined || stem === undefined
        ? unitLeaves
        : new Map(unitLeaves).set(name, { ...leaf, ...(listed ? { stem } : {}), tokens: [...leaf.tokens, stem] });
    });
  }
  return stemmed;
}

/** The texts without what all of them begin or end with, up to a sign between words; null where they share nothing. */
function stemsOf(texts: readonly string[]): readonly string[] | null {
  const [first = ''] = texts;
  let front = 0;
  while (front < first.length && texts.every((text) => text[front] === first[front])) front += 1;
  while (front > 0 && !BETWEEN.test(first[front - 1] ?? '')) front -= 1;
  let end = 0;
  const shortest = Math.min(...texts.map(({ length }) => length)) - front;
  while (end < shortest && texts.every((text) => text.at(-1 - end) === first.at(-1 - end))) end += 1;
  while (end > 0 && !BETWEEN.test(first.at(-end) ?? '')) end -= 1;
  if (front + end === 0) return null;
  const stems = texts.map((text) => text.slice(front, text.length - end));
  return stems.every((stem) => stem.length > 1) && new Set(stems).size === new Set(texts).size ? stems : null;
}

const BETWEEN = /[^\p{L}\p{N}]/u;
