import { jsonEqual } from '../json/equal.ts';
import type { Json } from '../json/json.ts';
import type { KeepRead, RunnableSearch } from './runnable-rule.ts';

/** The data of an answer; rejects with what went wrong, the server's own words where it answered no. */
export type ReadData = (read: KeepRead) => Promise<Json>;

/**
 * All items of a search, over all its pages. Half a list would make the rest look missing, so that whatever keeps the
 * last page from being reached throws.
 */
export async function readSearch(search: RunnableSearch, readData: ReadData): Promise<readonly Json[]> {
  const { read, pages } = search;
  if (!pages) return search.items(await readData(read));
  const items: Json[] = [];
  let cursor = pages.first;
  for (let page = 1; page <= pages.maxPages; page += 1) {
    const args = cursor === undefined ? read.args : { ...read.args, [pages.param]: cursor };
    const data = await readData({ ...read, args });
    items.push(...search.items(data));
    if (pages.until(data, cursor ?? null)) return items;
    const next = pages.next(data, cursor ?? null);
    if (next === null || jsonEqual(next, cursor)) {
      throw new Error(`Page ${page} of ${read.tool} is not the last one, and it does not lead to another.`);
    }
    cursor = next;
  }
  throw new Error(`${read.tool} has more than ${pages.maxPages} pages.`);
}
