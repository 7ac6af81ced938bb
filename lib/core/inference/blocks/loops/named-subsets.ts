import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import type { DraftContext } from '../../draft-context.ts';
import { describedList } from '../../items/described-lists.ts';
import { joinedItems } from '../../items/joined-items.ts';
import { saidTop } from '../../items/said-top.ts';
import { occurrences } from '../../words/occurrences.ts';
import { placeKey } from './loop.ts';
import { scalarsByPath } from './scalars-by-path.ts';

const MAX_SUBSETS = 8;

/** Some of a list's items, by place. */
export interface Subset {
  readonly places: ReadonlySet<string>;
  /** Whether they are the first few by something, and stand in that order. */
  readonly isTop: boolean;
}

/**
 * The items that the user described ("with a weight of less than 155"), those that are in no record of another list
 * ("who is not the keeper of any vehicle"), those without a word that leaves out all but as many as there are calls ("no
 * mail for cancelled visits"), and those that have a word of the user's as a member ("each critical
 * alert"), where enough of them do.
 */
export function namedSubsets(
  list: Column,
  { least, scope }: { readonly least: number; readonly scope: Scope },
  context: DraftContext,
): Subset[] {
  const subsets = new Map<string, Set<string>>();
  let total = 0;
  list.values.forEach((value, row) => {
    if (!Array.isArray(value)) return;
    value.forEach((item, index) => {
      total += 1;
      for (const [path, member] of scalarsByPath(item)) {
        if (typeof member !== 'string' || member.length < 3 || member.length > 24) continue;
        const key = `${path}\u0000${member}`;
        const subset = subsets.get(key);
        if (subset !== undefined) subset.add(placeKey({ row, index }));
        else if (context.prompt.mentions(member)) subsets.set(key, new Set([placeKey({ row, index })]));
      }
    });
  });
  const named = [...subsets.values()].map((places): Subset => ({ places, isTop: false }));
  const described = describedItems(list, { count: least, scope }, context);
  // What the user described is meant, whatever else they said.
  const others = (described.length > 0 ? [] : [...subsets])
    .filter(([key, places]) => total - places.size === least && isLeftOut(key.split('\u0000')[1] ?? '', context))
    .map(([, places]): Subset => ({ places: placesBut(list, places), isTop: false }));
  const joined = joinedItems(list, scope, context).map(
    (indices): Subset => ({ places: new Set([...indices].map((index) => placeKey({ row: 0, index }))), isTop: false }),
  );
  return [...described, ...joined, ...others, ...named]
    .filter(({ places }) => places.size >= least && places.size < total)
    .slice(0, MAX_SUBSETS);
}

/** A word that leaves out what follows, a few words further on and in the same clause: `no mail for`, `skip the`. */
const LEAVES_OUT =
  /\b(?:no|not|except|excluding|without|skip(?:ping)?|leave out|leaving out|other than|apart from)(?:\s+(?!(?:and|or|but|with|whose|where|case)\b)[\p{L}'’]+){0,4}\s+$/u;

/** Whether the user said that what has this word is left out. */
function isLeftOut(word: string, { prompt }: DraftContext): boolean {
  const name = word.toLowerCase().replaceAll(/[_-]+/g, ' ');
  return prompt.turns.some(({ lower }) => {
    const text = lower.replaceAll(/[_-]+/g, ' ');
    const spans = occurrences(text, name, '');
    // Said otherwise somewhere else, it is not sure.
    return spans.length > 0 && spans.every(({ start }) => LEAVES_OUT.test(text.slice(0, start)));
  });
}

const placesBut = (list: Column, places: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(
    list.values.flatMap((items, row) =>
      Array.isArray(items) ? items.map((_, index) => placeKey({ row, index })).filter((key) => !places.has(key)) : [],
    ),
  );

/** The items as the user described them, and the first few of those by a member that they named. */
function describedItems(
  list: Column,
  { count, scope }: { readonly count: number; readonly scope: Scope },
  context: DraftContext,
): Subset[] {
  const described = describedList(list, context);
  const kept = list.values.map((items, row) => {
    const taken = described === null ? items : described.values[row];
    return new Set(Array.isArray(taken) ? taken : []);
  });
  const first = saidTop(list, { count, kept: [...(kept[0] ?? [])], scope }, context);
  const all = list.values.flatMap((items, row) =>
    Array.isArray(items)
      ? items.flatMap((item, index) => (kept[row]?.has(item) === true ? [placeKey({ row, index })] : []))
      : [],
  );
  return [
    ...(first === null ? [] : [{ places: new Set(first.map((index) => placeKey({ row: 0, index }))), isTop: true }]),
    ...(described === null ? [] : [{ places: new Set(all), isTop: false }]),
  ];
}
