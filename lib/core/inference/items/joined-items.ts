import type { Json } from '../../json/json.ts';
import { scalarsByPath } from '../blocks/loops/scalars-by-path.ts';
import { type Column, isListColumn } from '../columns/column.ts';
import type { Scope } from '../columns/scope.ts';
import type { DraftContext } from '../draft-context.ts';
import { specificWords } from '../values/fit-column.ts';
import { EXCLUDED } from '../words/cues.ts';
import { promptWords } from '../words/prompt-words.ts';
import { sharedWords } from '../words/words.ts';
import { projectionsOf } from './conditions/projections.ts';

/** Longer lists are not gone through for every list that may name their items. */
const MOST_ITEMS = 2000;

/**
 * Positions of the items that the records of another list name, or of those that none of them names: `each courier who is
 * not the keeper of any vehicle`. The user said the other list and its member, and whatever stands there is an item's
 * value. For lists that are the same in all rows.
 */
export function joinedItems(list: Column, scope: Scope, context: DraftContext): readonly ReadonlySet<number>[] {
  const [items] = list.values;
  if (list.values.length !== 1 || !Array.isArray(items) || items.length > MOST_ITEMS) return [];
  const byPath = valuesByPath(items);
  const isNot = context.prompt.hasWord(EXCLUDED);
  return scope
    .lists()
    .filter((other) => other !== list && other.expr.$ !== 'over' && isListColumn(other) && isSaid(other, context))
    .flatMap((other) =>
      projectionsOf(other)
        .filter(({ words }) => isSaidWhole(words, context))
        .flatMap(({ member }) => {
          const named = valuesAt(other.values[0] ?? null, member.split('.'));
          return [...byPath.values()]
            .filter((values) => named.size > 0 && [...named].every((value) => values.has(value)))
            .map(
              (values) =>
                new Set(
                  [...values]
                    .filter(([value]) => named.has(value) !== isNot)
                    .flatMap(([, positions]) => positions)
                    .sort((a, b) => a - b),
                ),
            );
        }),
    );
}

const isSaid = ({ about, words }: Column, { prompt }: DraftContext): boolean =>
  sharedWords([...about, ...words], promptWords(prompt)) > 0;

function isSaidWhole(words: readonly string[], { prompt }: DraftContext): boolean {
  const specific = specificWords(words);
  return specific.length > 0 && specific.every((word) => promptWords(prompt).includes(word));
}

/** For each plain member of the items, where each of its values stands. */
function valuesByPath(items: readonly Json[]): ReadonlyMap<string, ReadonlyMap<Json, readonly number[]>> {
  const byPath = new Map<string, Map<Json, number[]>>();
  items.forEach((item, index) => {
    for (const [path, value] of scalarsByPath(item)) {
      const values = byPath.get(path) ?? new Map<Json, number[]>();
      byPath.set(path, values);
      const positions = values.get(value);
      if (positions === undefined) values.set(value, [index]);
      else positions.push(index);
    }
  });
  return byPath;
}

function valuesAt(records: Json, path: readonly string[]): ReadonlySet<Json> {
  const wanted = `/${path.join('/')}`;
  const found = new Set<Json>();
  if (Array.isArray(records))
    for (const record of records) for (const [at, value] of scalarsByPath(record)) if (at === wanted) found.add(value);
  return found;
}
