import { ItemsFailed, RunEnded } from './failures.ts';

/**
 * Goes over a list, `parallel` items at a time, in order. `stop`: the first failure ends it, after the items under way.
 * `collect`: the other items are still done, and all failures are thrown together at the end.
 */
export async function forEachItem<Item, Result>(
  items: readonly Item[],
  options: { readonly parallel: number; readonly onError: 'stop' | 'collect' },
  each: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const failures: { readonly index: number; readonly reason: unknown }[] = [];
  let next = 0;
  let ended = false;

  async function work(): Promise<void> {
    while (!ended && next < items.length) {
      const index = next++;
      const item = items[index] as Item;
      try {
        results[index] = await each(item);
      } catch (reason) {
        failures.push({ index, reason });
        if (options.onError === 'stop' || reason instanceof RunEnded) ended = true;
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(options.parallel, items.length) }, work));

  const ordered = failures.toSorted((a, b) => a.index - b.index);
  const [first] = ordered;
  if (!first) return results;
  const ending = ordered.find(({ reason }) => reason instanceof RunEnded);
  if (options.onError === 'stop' || ending) throw (ending ?? first).reason;
  const said = ordered.map(
    ({ index, reason }) => `item ${index + 1}: ${reason instanceof Error ? reason.message : String(reason)}`,
  );
  throw new ItemsFailed(`${ordered.length} of ${items.length} items failed. ${said.join(' · ')}`);
}
