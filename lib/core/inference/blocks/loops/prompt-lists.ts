import type { Json } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import type { DraftContext } from '../../draft-context.ts';
import { plural } from '../../words/plural.ts';
import { wordsOf } from '../../words/words.ts';
import type { Leaf } from './call-leaves.ts';

/** People write out no longer lists. */
const MAX_LISTED = 200;

/** Lists that the user wrote out, where calls differ in just those values. */
export function promptLists(
  leaves: readonly ReadonlyMap<string, Leaf>[],
  scope: Scope,
  context: DraftContext,
): Column[] {
  const found: Column[] = [];
  const names = new Set(leaves.flatMap((unitLeaves) => [...unitLeaves.keys()]));
  for (const name of names) {
    const distinct = new Set<Json>();
    for (const unitLeaves of leaves) {
      const leaf = unitLeaves.get(name);
      const value = leaf?.stem ?? leaf?.value;
      if (value !== undefined) distinct.add(value);
    }
    if (distinct.size < 2 || distinct.size > MAX_LISTED) continue;
    const values = [...distinct];
    const listed = context.prompt.enumerationOf(values.map(String));
    if (listed === null) continue;
    const { spans } = listed;
    const numbers = values.every((value) => typeof value === 'number');
    const ordered: Json[] = listed.items.map((item) => (numbers && /^-?\d+(\.\d+)?$/.test(item) ? Number(item) : item));
    const words = wordsOf(
      name
        .split('/')
        .filter((part) => !/^\d+$/.test(part))
        .at(-1) ?? 'item',
    );
    found.push({
      expr: context.inputs.refer({
        value: ordered,
        spans,
        name: [...words.slice(0, -1), plural(words.at(-1) ?? 'item')],
      }),
      values: Array.from({ length: scope.rows }, () => ordered),
      ready: Array.from({ length: scope.rows }, () => -1),
      turns: Array.from({ length: scope.rows }, () => undefined),
      words,
      about: ['list in the prompt'],
      cost: 0.5,
      origin: 'reference',
      units: [],
      label: `the ${plural(words.join(' '))} in your words`,
      partial: false,
    });
  }
  return found;
}
