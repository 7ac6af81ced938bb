import { canonicalJson } from '../json/canonical.ts';
import { isJsonArray, isJsonObject, type Json } from '../json/json.ts';
import { isMade, type KeptItem, type Look } from './kept-item.ts';
import { type ReadData, readSearch } from './read-search.ts';
import type { AskForItem, RunnableRule, RunnableSearch } from './runnable-rule.ts';

/** How many items are asked for at once. */
const WIDTH = 4;

/**
 * Looks for the items of one rule in the world. Never rejects: where a look fails, its items are hidden. A search is
 * read once; an item is then the one with the id that was made, else what `get` shows, else one with the same key that
 * is no other item's.
 */
export async function lookForItems(
  rule: RunnableRule,
  items: readonly KeptItem[],
  readData: ReadData,
): Promise<ReadonlyMap<string, Look>> {
  switch (rule.see.by) {
    case 'ledger':
      return new Map(items.map(({ effect }) => [effect.key, HIDDEN_BY_RULE]));
    case 'get': {
      const { get } = rule.see;
      const looks = await inTurns(items, (item) =>
        isMade(item) ? lookByGet(get, item, readData) : Promise.resolve<Look>({ is: 'gone' }),
      );
      return new Map(items.map(({ effect }, at) => [effect.key, looks[at] ?? HIDDEN_BY_RULE]));
    }
    case 'search':
      return lookInSearch(rule.see, items, readData);
  }
}

const HIDDEN_BY_RULE: Look = { is: 'hidden', reason: 'Nothing shows these items; what the ledger says counts.' };

async function lookInSearch(
  search: RunnableSearch,
  items: readonly KeptItem[],
  readData: ReadData,
): Promise<ReadonlyMap<string, Look>> {
  let shown: readonly Json[];
  try {
    shown = await readSearch(search, readData);
  } catch (reason) {
    const look: Look = { is: 'hidden', reason: messageOf(reason) };
    return new Map(items.map(({ effect }) => [effect.key, look]));
  }
  const looks = new Map<string, Look>();
  const taken = new Set<Json>();
  const found = (item: KeptItem, actual: Json) => {
    looks.set(item.effect.key, { is: 'there', actual });
    if (item.wanted) taken.add(actual);
  };

  const byId = new Map<string, Json>();
  for (const actual of search.id ? shown : []) {
    const name = nameOf(search.id?.actual(actual) ?? null);
    if (name !== null && !byId.has(name)) byId.set(name, actual);
  }
  for (const item of items) {
    const name = isMade(item) ? idOf(search, item) : null;
    const actual = name === null ? undefined : byId.get(name);
    if (actual !== undefined) found(item, actual);
  }

  const { get } = search;
  const absent = items.filter((item) => !looks.has(item.effect.key) && isMade(item));
  const asked = get ? await inTurns(absent, (item) => lookByGet(get, item, readData)) : [];
  absent.forEach((item, at) => {
    const look = asked[at];
    if (look && look.is !== 'gone') looks.set(item.effect.key, look);
  });

  for (const item of items) {
    if (looks.has(item.effect.key)) continue;
    const actual = item.wanted ? withSameKey(search, item, shown, taken) : undefined;
    if (actual !== undefined) found(item, actual);
    else looks.set(item.effect.key, unseen(search, item));
  }
  // What a wanted item was found to be is nothing to remove, whoever it was made for.
  for (const item of items) {
    const look = looks.get(item.effect.key);
    if (!item.wanted && look?.is === 'there' && taken.has(look.actual)) looks.set(item.effect.key, { is: 'gone' });
  }
  return looks;
}

function withSameKey(
  { key }: RunnableSearch,
  item: KeptItem,
  shown: readonly Json[],
  taken: ReadonlySet<Json>,
): Json | undefined {
  const name = key ? nameOf(key.wanted(item.effect.args)) : null;
  if (!key || name === null) return undefined;
  return shown.find((actual) => !taken.has(actual) && nameOf(key.actual(actual)) === name);
}

/** An item that was made, and of which nothing is known by which it could be told from others, may well be there. */
function unseen(search: RunnableSearch, item: KeptItem): Look {
  if (!isMade(item) || search.key || idOf(search, item) !== null) return { is: 'gone' };
  return { is: 'hidden', reason: 'The ledger does not remember the id of this item.' };
}

function idOf(search: RunnableSearch, { made }: KeptItem): string | null {
  return search.id && made !== undefined ? nameOf(search.id.made(made)) : null;
}

/** Values that name something, so that 7 and "7" are one name; null for what names nothing. */
function nameOf(value: Json): string | null {
  if (value === null || value === '') return null;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : canonicalJson(value);
}

async function lookByGet(get: AskForItem, item: KeptItem, readData: ReadData): Promise<Look> {
  if (item.made === undefined || item.made === null) {
    return { is: 'hidden', reason: 'The ledger does not remember the id of this item.' };
  }
  try {
    const actual = await readData(get({ made: item.made, wanted: item.effect.args }));
    return isNothing(actual) ? { is: 'gone' } : { is: 'there', actual };
  } catch (reason) {
    const message = messageOf(reason);
    return SAYS_GONE.test(message) ? { is: 'gone' } : { is: 'hidden', reason: message };
  }
}

/** Everything else that a server may say no with (rights, limits, its own trouble) does not mean that an item is gone. */
const SAYS_GONE =
  /\b(?:404|410)\b|not[ _-]?found|no such|(?:does not|doesn[’']t|do not) exist|there is no\b|could ?n[o’']t (?:be )?f(?:ou|i)nd|no longer (?:exists|there)|(?:was|been) deleted/i;

function isNothing(data: Json): boolean {
  return (
    data === null ||
    data === '' ||
    (isJsonArray(data) && data.length === 0) ||
    (isJsonObject(data) && Object.keys(data).length === 0)
  );
}

async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async () => {
    while (next < items.length) {
      const at = next++;
      const item = items[at];
      if (item !== undefined) results[at] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(WIDTH, items.length) }, lane));
  return results;
}

function messageOf(reason: unknown): string {
  return reason instanceof Error ? reason.message : String(reason);
}
