import { toText } from '../../../functions/table.ts';
import { jsonEqual } from '../../../json/equal.ts';
import type { Json } from '../../../json/json.ts';
import { type Column, isListColumn } from '../../columns/column.ts';
import { openItems } from '../../columns/items.ts';
import { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { promptWords } from '../../words/prompt-words.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { similarity } from '../fit-column.ts';
import { standingLists } from '../standing/standing-columns.ts';

/** A member of the items of a list that holds the target's value, and the items that hold it in each row. */
export interface PickOption {
  readonly list: Column;
  readonly member: Column;
  readonly chosen: number[][];
  readonly cost: number;
}

const MAX_ITEMS = 20_000;

const ID_LIKE = /^(id|key|number|no|uid|uuid|code|sku|login|handle|email|slug|ref)$/;

/** The lists that hold the target's value in some item of every row, the likeliest first. */
export function pickOptions(target: Target, scope: Scope, context: DraftContext): PickOption[] {
  const options: PickOption[] = [];
  const said = new Set(promptWords(context.prompt));
  for (const list of standingLists(toText(target.values[0]), scope, context)) {
    if (!usable(list, target)) continue;
    const total = list.values.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
    if (total < 1 || total > MAX_ITEMS) continue;
    // What is around the list is not looked at here, and there may be a lot of it.
    const items = openItems(list, new Scope(scope.rows, []), 'item');
    for (const member of items.members()) {
      if (isListColumn(member)) continue;
      const chosen = target.values.map((): number[] => []);
      items.places.forEach(({ row, index }, at) => {
        const value = member.values[at];
        const wanted = target.values[row];
        if (value !== undefined && wanted !== undefined && (jsonEqual(value, wanted) || isSameText(value, wanted)))
          chosen[row]?.push(index);
      });
      if (chosen.some((indices) => indices.length === 0)) continue;
      const fit = similarity(member, target);
      const bits = target.values.reduce<number>((sum, value) => sum + surpriseOf(value), 0);
      if (bits < 9 && fit < 0.9 && !ID_LIKE.test(member.words.at(-1) ?? '') && !(bits > 6 && isNamed(member, said)))
        continue;
      options.push({
        list,
        member,
        chosen,
        cost: 4 + list.cost + member.cost * 0.4 - 1.2 * fit + (chosen.some((indices) => indices.length > 1) ? 3 : 0),
      });
    }
  }
  return options.sort((a, b) => a.cost - b.cost);
}

/** Whether the user named the member by all of its words: "all that is on hand" is `on_hand`. */
const isNamed = ({ words }: Column, said: ReadonlySet<string>): boolean =>
  words.join('').length > 3 && words.every((word) => said.has(word));

const isSameText = (a: Json, b: Json): boolean =>
  (typeof a === 'string' && typeof b === 'number' && a === String(b)) ||
  (typeof a === 'number' && typeof b === 'string' && b === String(a));
