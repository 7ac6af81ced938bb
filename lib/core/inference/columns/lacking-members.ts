import { isJsonObject, type Json } from '../../json/json.ts';

/** More items of one list are not looked at: what one of so many lacks is seen among the first. */
const MOST_ITEMS = 500;

/** Whether some item of the lists has no value at a path of members: there is no such member, or what would hold it is null. */
export type Lacks = (path: readonly string[]) => boolean;

/** What items of these lists lack, also those that nothing was done with. */
export function lackingMembers(lists: readonly (Json | undefined)[]): Lacks {
  const distinct = [...new Set(lists.filter((list) => Array.isArray(list)))];
  return (path) => {
    const key = path.join('\u0000');
    const members = distinct.map(membersOf);
    const having = members.reduce((sum, { counts }) => sum + (counts.get(key) ?? 0), 0);
    return having > 0 && having < members.reduce((sum, { items }) => sum + items, 0);
  };
}

interface Members {
  readonly items: number;
  /** How many of the items have something at a path. */
  readonly counts: ReadonlyMap<string, number>;
}

const remembered = new WeakMap<readonly Json[], Members>();

function membersOf(list: readonly Json[]): Members {
  let known = remembered.get(list);
  if (known === undefined) {
    const items = list.slice(0, MOST_ITEMS).filter(isJsonObject);
    const counts = new Map<string, number>();
    for (const item of items) count(item, '', counts, 0);
    known = { items: items.length, counts };
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
