import { isJsonObject, type Json } from '../../json/json.ts';

/** More items of one list are not looked at: what one of so many lacks is seen among the first. */
const MOST_ITEMS = 500;

/** Whether some item of the lists has no value at a path of members: there is no such member, or what would hold it is null. */
export type Lacks = (path: readonly string[]) => boolean;

/** What items of these lists lack, also those that nothing was done with. */
export function lackingMembers(lists: readonly (Json | undefined)[]): Lacks {
  const distinct = [...new Set(lists.filter((list) => Array.isArray(list)))];
  return (path) => distinct.some((list) => lackedIn(list).has(path.join('\u0000')));
}

const remembered = new WeakMap<readonly Json[], ReadonlySet<string>>();

/** The paths that some item of a list has and another one lacks. */
function lackedIn(list: readonly Json[]): ReadonlySet<string> {
  let known = remembered.get(list);
  if (known === undefined) {
    const items = list.slice(0, MOST_ITEMS).filter(isJsonObject);
    const counts = new Map<string, number>();
    for (const item of items) count(item, '', counts, 0);
    known = new Set([...counts].filter(([, times]) => times < items.length).map(([path]) => path));
    remembered.set(list, known);
  }
  return known;
}

const DEEPEST = 4;

function count(
  record: Readonly<Record<string, Json>>,
  before: string,
  counts: Map<string, number>,
  depth: number,
): void {
  for (const key in record) {
    const path = before === '' ? key : `${before}\u0000${key}`;
    counts.set(path, (counts.get(path) ?? 0) + 1);
    const value = record[key];
    if (depth < DEEPEST && value !== undefined && isJsonObject(value)) count(value, path, counts, depth + 1);
  }
}
