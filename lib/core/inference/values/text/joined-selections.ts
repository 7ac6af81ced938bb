import type { Column } from '../../columns/column.ts';
import { itemPaths, itemsOf } from '../../columns/item-paths.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { buildList } from '../list/build-list.ts';
import { standingLists } from '../standing/standing-columns.ts';
import type { Fragment } from './fragment.ts';
import { memberTexts, type Place } from './member-texts.ts';
import { occurrencesOf } from './occurrences-of.ts';

const LONGEST_TEXT = 4000;
const MOST_ITEMS = 2000;
/** Longer texts between two items are a sentence of their own. */
const LONGEST_GAP = 60;
const SEPARATORS = [', ', '; ', ' | ', ' / ', ' · ', ',', ' and ', ' & ', ' '];

/** Where the items of one list stand in a row in a text: the whole row, and the piece of each. */
interface Row {
  readonly text: string;
  readonly pieces: readonly string[];
}

/**
 * Some of a list's items in a row in the middle of a text: `Open invoices: inv-881 (Ada), inv-883 (Cork).` Each reading
 * of the row is explained as a list of its own: which items, and what is said of each.
 */
export function joinedSelections(
  strings: readonly string[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Fragment[] {
  if (strings.some((text) => text.length > LONGEST_TEXT)) return [];
  const found: Fragment[] = [];
  for (const list of standingLists(strings[0] ?? '', scope, context)) {
    if (!usable(list, target) || list.values.some((value) => Array.isArray(value) && value.length > MOST_ITEMS))
      continue;
    const tried = new Set<string>();
    for (const { path } of itemPaths(list)) {
      for (const { separator, rows } of readingsOf(list, path, strings)) {
        const key = JSON.stringify([separator, rows]);
        // The whole text is a list of its own, and is explained as one.
        if (tried.has(key) || rows.every(({ text }, row) => text === strings[row])) continue;
        tried.add(key);
        const fragment = fragmentOf(list, { separator, rows }, target, scope, context);
        if (fragment === null) continue;
        found.push(fragment, ...howMany(fragment, rows, strings));
        break;
      }
    }
  }
  return found;
}

function fragmentOf(
  list: Column,
  { separator, rows }: { readonly separator: string; readonly rows: readonly Row[] },
  target: Target,
  scope: Scope,
  context: DraftContext,
): Fragment | null {
  const shape = { pieces: rows.map(({ pieces }) => pieces), head: [], tail: [], separator };
  const { schema: _schema, ...rest } = target;
  const wanted: Target = { ...rest, values: rows.map(({ text }) => text), about: [target.about, 'row'] };
  const picked = buildList(list, shape, wanted, scope, context);
  if (picked === null) return null;
  return {
    texts: rows.map(({ text }) => text),
    expr: picked.expr,
    cost: picked.cost * 0.4,
    label: picked.label,
    picked,
    // Two that stand side by side as in their list are no words of a sentence, unless the user named them.
    ...(rows.some(({ text, pieces }) => pieces.length > 1 && !context.prompt.mentions(text))
      ? { telling: 'sure' as const }
      : {}),
  };
}

/** "3 alerts: a; b; c": the number in front is of the same items. */
function howMany(fragment: Fragment, rows: readonly Row[], strings: readonly string[]): Fragment[] {
  const [whole] = fragment.expr.$ === 'fn' && fragment.expr.name === 'join' ? fragment.expr.args : [];
  if (whole === undefined) return [];
  const list = whole.$ === 'over' && whole.op === 'map' ? whole.in : whole;
  const texts = rows.map(({ pieces }) => String(pieces.length));
  if (!texts.every((text, row) => occurrencesOf(text, strings[row] ?? '').length > 0)) return [];
  const { picked, ...rest } = fragment;
  return [
    {
      ...rest,
      texts,
      expr: { $: 'fn', name: 'count', args: [list] },
      cost: fragment.cost + 0.5,
      label: `how many of ${fragment.label}`,
      ...(picked === undefined ? {} : { picked: { ...picked, parts: [] } }),
    },
  ];
}

/** The ways to read the members at `path` as a row of pieces with one separator; some text has to hold two of them. */
function readingsOf(
  list: Column,
  path: readonly string[],
  strings: readonly string[],
): { readonly separator: string; readonly rows: readonly Row[] }[] {
  const places: (readonly Place[])[] = [];
  for (const [row, text] of strings.entries()) {
    const found = memberTexts(itemsOf(list, row), path).placesIn(text);
    if (found.length === 0) return [];
    places.push(found);
  }
  if (places.every((at) => at.length < 2)) return [];
  return SEPARATORS.flatMap((separator) =>
    (['member', 'mark', 'end'] as const).flatMap((until) => {
      const rows: Row[] = [];
      for (const [at, text] of strings.entries()) {
        const row = rowOf(text, places[at] ?? [], separator, until);
        if (row === null) return [];
        rows.push(row);
      }
      return [{ separator, rows }];
    }),
  );
}

/** How far the last piece goes: to the end of its member, to the sign that closes it, or to the end of the line. */
type Until = 'member' | 'mark' | 'end';

function rowOf(text: string, places: readonly Place[], separator: string, until: Until): Row | null {
  const [first] = places;
  const last = places.at(-1);
  if (first === undefined || last === undefined) return null;
  let prefix: string | null = null;
  const ends: number[] = [];
  for (const [at, place] of places.slice(0, -1).entries()) {
    const next = places[at + 1] ?? place;
    const gap = text.slice(place.end, next.start);
    const cut = gap.lastIndexOf(separator);
    if (cut < 0 || gap.length > LONGEST_GAP || gap.indexOf(separator) !== cut) return null;
    const before = gap.slice(cut + separator.length);
    if (prefix !== null && before !== prefix) return null;
    prefix = before;
    ends.push(place.end + cut);
  }
  const before = prefix ?? '';
  const start = first.start - before.length;
  if (start < 0 || !text.startsWith(before, start)) return null;
  const end = endOf(text, last, until);
  if (end === null) return null;
  const pieces = places.map((place, at) => text.slice(place.start - before.length, ends[at] ?? end));
  return { text: text.slice(start, end), pieces };
}

function endOf(text: string, last: Place, until: Until): number | null {
  if (until === 'member') return last.end;
  const line = text.slice(last.end).split('\n')[0] ?? '';
  if (line.length > LONGEST_GAP) return null;
  if (until === 'end') return last.end + line.length;
  const mark = /[)\]}"”']/.exec(line);
  return mark === null ? null : last.end + mark.index + 1;
}
