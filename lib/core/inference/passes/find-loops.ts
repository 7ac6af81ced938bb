import { isJsonObject, type Json } from '../../json/json.ts';
import type { Expr, Id } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { ItemIndex, type Place } from '../item-index.ts';
import type { Unit } from '../observed-call.ts';
import type { Column, Scope } from '../scope.ts';
import { surpriseOf } from '../surprise.ts';
import { wordsOf } from '../words.ts';
import { groupedColumn } from './group-items.ts';
import { selectItems } from './select-items.ts';

/** A unit in one of the rows of a block. */
export interface Placed {
  readonly unit: Unit;
  readonly row: number;
}

/** Units that run once per item of a list: the same colour, whatever their order in the recording. */
export interface Loop {
  readonly list: Column;
  readonly variable: Id;
  /** Units of each tool, with the item that each belongs to. */
  readonly groups: { readonly tool: string; readonly members: { readonly placed: Placed; readonly place: Place }[] }[];
}

interface Hypothesis {
  readonly loop: Loop | null;
  readonly list: Column;
  readonly members: { placed: Placed; place: Place }[];
  readonly score: number;
}

export const placeKey = (place: Place): string => `${place.row}:${place.index}`;

/** Finds the list whose items best account for a tool's calls; null where they are no iterations of anything. */
export function findLoop(
  units: readonly Placed[],
  scope: Scope,
  loops: readonly Loop[],
  context: DraftContext,
): Hypothesis | null {
  const leaves = units.map(({ unit }) => leavesOf(unit.args));
  const wanted = new Set<string>();
  for (const unitLeaves of leaves)
    for (const leaf of unitLeaves.values()) for (const token of leaf.tokens) wanted.add(token);
  const hypotheses: Hypothesis[] = [];
  for (const loop of loops) {
    const found = matchItems(units, leaves, contentOfLoop(loop, wanted));
    if (found !== null) hypotheses.push({ loop, list: loop.list, members: found.members, score: found.score + 6 });
  }
  const lists = [...promptLists(units, leaves, scope, context), ...scope.lists()];
  for (const list of lists) {
    if (loops.some((loop) => isSameExpr(loop.list.expr, list.expr))) continue;
    if (!units.every(({ unit, row }) => (list.ready[row] ?? -1) < unit.started)) continue;
    const content = contentOfList(list, wanted);
    const found = matchItems(units, leaves, content);
    if (found === null) continue;
    const fromPrompt =
      list.units.length === 0 && list.ready.every((ready) => ready < 0) && list.about.includes('list in the prompt');
    hypotheses.push({
      loop: null,
      list,
      members: found.members,
      score: found.score + (fromPrompt ? 12 : 0) - list.cost * 0.3,
    });
    if (found.unclear) {
      for (const allowed of namedSubsets(list, units.length, context)) {
        const again = matchItems(units, leaves, content, allowed);
        if (again !== null && again.members.length === found.members.length)
          hypotheses.push({ loop: null, list, members: again.members, score: again.score - list.cost * 0.3 });
      }
    }
    for (const grouped of groupings(list, found.anchors, units, context)) {
      const again = matchItems(units, leaves, contentOfList(grouped, wanted));
      if (again !== null)
        hypotheses.push({ loop: null, list: grouped, members: again.members, score: again.score - grouped.cost * 0.3 });
    }
  }
  hypotheses.push(...throughJoins(hypotheses, lists, context));
  const ranked = hypotheses.sort((a, b) => b.members.length - a.members.length || b.score - a.score).slice(0, 6);
  let best: { hypothesis: Hypothesis; value: number } | null = null;
  for (const hypothesis of ranked) {
    const named = isNamed(hypothesis.list, context) ? 3 : 0;
    const value = named + hypothesis.score + 4 * hypothesis.members.length - selectionPrice(hypothesis, scope, context);
    if (best === null || value > best.value) best = { hypothesis, value };
  }
  if (best === null || best.value < 4) return null;
  return best.hypothesis;
}

const isSameExpr = (a: Expr, b: Expr): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether the user spoke of each of these: "for every ticket". */
function isNamed(list: Column, context: DraftContext): boolean {
  const noun = list.words.at(-1) ?? list.about.at(-1);
  if (noun === undefined || noun.length < 3) return false;
  return context.prompt.hasWord(
    new RegExp(`\\b(each|every|all)\\b(?:\\s+[\\w-]+){0,3}?\\s+${noun.replace(/[^\p{L}\p{N}]/gu, '')}`, 'iu'),
  );
}

/** Whether the user spoke of each single one: "for every article whose …", "close each ticket". */
export function isForEvery(list: Column, context: DraftContext): boolean {
  const noun = list.words.at(-1) ?? list.about.at(-1);
  if (noun === undefined || noun.length < 3) return false;
  return context.prompt.hasWord(
    new RegExp(`\\b(each|every)\\b(?:\\s+[\\w-]+){0,2}?\\s+${noun.replace(/[^\p{L}\p{N}]/gu, '')}`, 'iu'),
  );
}

const MAX_JOIN = 400;

/**
 * Calls whose values stand in one list although the user spoke of each item of another: the loop goes over the other
 * list where one of its members leads to the first.
 */
function throughJoins(
  hypotheses: readonly Hypothesis[],
  lists: readonly Column[],
  context: DraftContext,
): Hypothesis[] {
  const found: Hypothesis[] = [];
  for (const hypothesis of hypotheses) {
    if (hypothesis.loop !== null || isNamed(hypothesis.list, context)) continue;
    for (const other of lists) {
      if (other === hypothesis.list || !isNamed(other, context) || other.values.length !== 1) continue;
      const from = hypothesis.list.values[0];
      const to = other.values[0];
      if (!Array.isArray(from) || !Array.isArray(to) || from.length > MAX_JOIN || to.length > MAX_JOIN) continue;
      const rank = new Map<string, number[]>();
      to.forEach((item, index) => {
        for (const [path, value] of scalarsByPath(item))
          if (surpriseOf(value) >= 9)
            rank.set(`${path}\u0000${String(value)}`, [...(rank.get(`${path}\u0000${String(value)}`) ?? []), index]);
      });
      for (const path of new Set([...rank.keys()].map((key) => key.split('\u0000')[0] ?? ''))) {
        const used = new Set<number>();
        const members = hypothesis.members.flatMap(({ placed, place }) => {
          for (const [, value] of scalarsByPath(from[place.index] ?? null)) {
            const index = rank.get(`${path}\u0000${String(value)}`)?.find((candidate) => !used.has(candidate));
            if (index === undefined) continue;
            used.add(index);
            return [{ placed, place: { row: 0, index } }];
          }
          return [];
        });
        if (members.length === hypothesis.members.length && members.length === used.size)
          found.push({ loop: null, list: other, members, score: hypothesis.score - 1 });
      }
    }
  }
  return found;
}

function scalarsByPath(item: Json): [string, Json][] {
  const found: [string, Json][] = [];
  const walk = (value: Json, path: string): void => {
    if (isJsonObject(value)) for (const [key, member] of Object.entries(value)) walk(member, `${path}/${key}`);
    else if (typeof value === 'string' || typeof value === 'number') found.push([path, value]);
  };
  walk(item, '');
  return found;
}

/** What it costs to say which items were taken; a lot where nothing says it. */
function selectionPrice(hypothesis: Hypothesis, scope: Scope, context: DraftContext): number {
  const chosen = hypothesis.list.values.map((): number[] => []);
  for (const { place } of hypothesis.members)
    if (!chosen[place.row]?.includes(place.index)) chosen[place.row]?.push(place.index);
  if (hypothesis.loop !== null) {
    const known = new Set(
      hypothesis.loop.groups.flatMap((group) => group.members.map((member) => placeKey(member.place))),
    );
    if (hypothesis.members.every(({ place }) => known.has(placeKey(place)))) return 0;
  }
  const distinct = chosen.reduce((sum, indices) => sum + indices.length, 0);
  const selection = selectItems(
    { list: hypothesis.list, outer: scope, chosen, ordered: false, about: 'price', weight: 0 },
    context,
  );
  const repeated = distinct < hypothesis.members.length ? 3 : 0;
  if (selection === null) return distinct >= 3 ? 14 : 26;
  return selection.cost * 0.5 + (selection.status === 'proved' ? 0 : 4) + repeated;
}

interface Leaf {
  readonly value: Json;
  /** The value as text, then pieces of it that may be values of their own. */
  readonly tokens: readonly string[];
}

/** Plain arguments of a call by path, with the pieces of texts that could stand for something. */
function leavesOf(args: Json): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const walk = (value: Json, path: string): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, `${path}/${index}`);
    else if (isJsonObject(value)) for (const [key, member] of Object.entries(value)) walk(member, `${path}/${key}`);
    else if (typeof value === 'string' || typeof value === 'number') {
      const text = String(value);
      const pieces =
        typeof value === 'string' && /[^\p{L}\p{N}_-]/u.test(text)
          ? text
              .slice(0, 4000)
              .split(/[\s,;()"'<>[\]|]+/)
              .flatMap((piece) => [piece, piece.replace(/^[#@:.!?]+|[#@:.!?]+$/g, '')])
          : [];
      leaves.set(path, {
        value,
        tokens: [text, ...new Set(pieces.filter((piece) => piece.length > 1 && piece !== text))],
      });
    }
  };
  walk(args, '');
  return leaves;
}

function contentOfList(list: Column, wanted: ReadonlySet<string>): ItemIndex {
  const content = new ItemIndex(wanted);
  list.values.forEach((value, row) => {
    if (!Array.isArray(value)) return;
    value.forEach((item, index) => {
      content.add('item', item, { row, index });
    });
    content.total += value.length;
  });
  return content;
}

function contentOfLoop(loop: Loop, wanted: ReadonlySet<string>): ItemIndex {
  const content = contentOfList(loop.list, wanted);
  loop.groups.forEach((group, at) => {
    for (const { placed, place } of group.members) content.add(`result${at}`, placed.unit.data, place);
  });
  return content;
}

interface Anchor {
  readonly leaf: string;
  readonly path: string;
  readonly places: readonly (readonly Place[])[];
  readonly covered: number;
  readonly bits: number;
  readonly whole: boolean;
}

/** Gives each unit its item: the member that explains most of them decides, the others narrow it down. */
function matchItems(
  units: readonly Placed[],
  leaves: readonly Map<string, Leaf>[],
  content: ItemIndex,
  allowed?: ReadonlySet<string>,
): { members: { placed: Placed; place: Place }[]; score: number; anchors: Anchor[]; unclear: boolean } | null {
  const anchors: Anchor[] = [];
  const leafNames = new Set(leaves.flatMap((unitLeaves) => [...unitLeaves.keys()]));
  for (const leaf of leafNames) {
    const values = leaves.map((unitLeaves) => unitLeaves.get(leaf));
    if (new Set(values.map((value) => String(value?.value))).size < 2) continue;
    for (const { path, places: byValue } of content.paths()) {
      let covered = 0;
      let bits = 0;
      let whole = true;
      const places = values.map((value, at): readonly Place[] => {
        if (value === undefined) return [];
        const { row } = units[at] ?? { row: -1 };
        for (const token of value.tokens) {
          const found = byValue.get(token)?.filter((place) => place.row === row);
          if (found === undefined || found.length === 0) continue;
          covered += 1;
          bits += Math.min(20, surpriseOf(token));
          if (token !== String(value.value)) whole = false;
          return found;
        }
        return [];
      });
      if (covered < 2) continue;
      const distinct = new Set(places.flatMap((list) => list.slice(0, 1).map(placeKey))).size;
      if (distinct < 2) continue;
      anchors.push({ leaf, path, places, covered, bits: (bits / covered) * (whole ? 1 : 0.5), whole });
    }
  }
  // Texts inside texts are dear to look for: only where plain values leave calls without an item.
  if (content.size < MAX_SIMPLE || !anchors.some((anchor) => anchor.covered === units.length))
    anchors.push(...phraseAnchors(units, leaves, leafNames, content));
  if (anchors.length === 0) return null;
  anchors.sort((a, b) => b.covered - a.covered || stars(a.path) - stars(b.path) || b.bits - a.bits);
  const [main] = anchors;
  if (main === undefined) return null;
  const candidates = units.map((_, at) =>
    (main.places[at] ?? []).filter((place) => allowed === undefined || allowed.has(placeKey(place))),
  );
  let score = main.bits - stars(main.path) * 3;
  const explained = new Set([main.leaf]);
  for (const anchor of anchors.slice(1)) {
    if (anchor.covered < main.covered || explained.has(anchor.leaf)) continue;
    const narrowed = candidates.map((places, at) =>
      places.filter((place) =>
        anchor.places[at]?.some((other) => other.row === place.row && other.index === place.index),
      ),
    );
    if (narrowed.some((places, at) => places.length === 0 && (candidates[at]?.length ?? 0) > 0)) continue;
    narrowed.forEach((places, at) => {
      candidates[at] = places;
    });
    explained.add(anchor.leaf);
    score += anchor.bits * 0.6;
  }
  const order = units.map((_, at) => at).sort((a, b) => (units[a]?.unit.started ?? 0) - (units[b]?.unit.started ?? 0));
  const said = units.map((_, at) => String(leaves[at]?.get(main.leaf)?.value));
  const inside = stars(main.path) > 0;
  const chosen = inside ? placesInside(order, candidates, said) : placesInOrder(order, candidates);
  const used = new Set<string>();
  const members: { placed: Placed; place: Place }[] = [];
  let repeats = 0;
  for (const at of order) {
    const placed = units[at];
    const place = chosen[at];
    if (placed === undefined || place === undefined) continue;
    if (used.has(placeKey(place)) && !inside) repeats += 1;
    used.add(placeKey(place));
    members.push({ placed, place });
  }
  if (used.size < 2) return null;
  const all = used.size === content.total ? 2 : 0;
  const unclear = !inside && candidates.some((places) => places.length > 1);
  return { members, score: score + all - repeats * 6, anchors, unclear };
}

/** One place for each unit: down the list where that works out for all, else the first that is not taken. */
function placesInOrder(
  order: readonly number[],
  candidates: readonly (readonly Place[])[],
): readonly (Place | undefined)[] {
  const down: (Place | undefined)[] = candidates.map(() => undefined);
  const last = new Map<number, number>();
  const falls = order.some((at) => {
    const options = candidates[at] ?? [];
    const place = options.find((option) => option.index > (last.get(option.row) ?? -1));
    down[at] = place;
    if (place !== undefined) last.set(place.row, place.index);
    return place === undefined && options.length > 0;
  });
  if (!falls) return down;
  const used = new Set<string>();
  const free: (Place | undefined)[] = candidates.map(() => undefined);
  for (const at of order) {
    const options = candidates[at] ?? [];
    const place = options.find((option) => !used.has(placeKey(option))) ?? options[0];
    if (place !== undefined) used.add(placeKey(place));
    free[at] = place;
  }
  return free;
}

/**
 * Values that stand in lists inside the items, where two items may hold the same value: each item gives each of its
 * values once, and the recording stays with one item until it gives no more.
 */
function placesInside(
  order: readonly number[],
  candidates: readonly (readonly Place[])[],
  said: readonly string[],
): readonly (Place | undefined)[] {
  const given = new Set<string>();
  const chosen: (Place | undefined)[] = candidates.map(() => undefined);
  let current = '';
  for (const at of order) {
    const options = candidates[at] ?? [];
    const fresh = options.filter((option) => !given.has(`${placeKey(option)}\u0000${said[at]}`));
    const open = fresh.length > 0 ? fresh : options;
    const place = open.find((option) => placeKey(option) === current) ?? open[0];
    if (place === undefined) continue;
    current = placeKey(place);
    given.add(`${current}\u0000${said[at]}`);
    chosen[at] = place;
  }
  return chosen;
}

const MAX_SUBSETS = 8;

/** The items that have a word of the user's as a member ("each critical alert"), where enough of them do. */
function namedSubsets(list: Column, least: number, context: DraftContext): ReadonlySet<string>[] {
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
  return [...subsets.values()].filter((subset) => subset.size >= least && subset.size < total).slice(0, MAX_SUBSETS);
}

const MAX_COMPARISONS = 200_000;
const MAX_SIMPLE = 4000;

/** Anchors through texts of several words that stand inside longer arguments. */
function phraseAnchors(
  units: readonly Placed[],
  leaves: readonly Map<string, Leaf>[],
  names: ReadonlySet<string>,
  content: ItemIndex,
): Anchor[] {
  const found: Anchor[] = [];
  for (const leaf of names) {
    const texts = leaves.map((unitLeaves) => {
      const value = unitLeaves.get(leaf)?.value;
      return typeof value === 'string' ? value : '';
    });
    if (new Set(texts).size < 2) continue;
    for (const [path, phrases] of content.phrases()) {
      if (phrases.length * texts.length > MAX_COMPARISONS) continue;
      let covered = 0;
      let bits = 0;
      const places = texts.map((text, at): readonly Place[] => {
        const row = units[at]?.row ?? -1;
        const fitting =
          text === ''
            ? []
            : phrases.filter(
                (phrase) => phrase.place.row === row && phrase.text.length < text.length && text.includes(phrase.text),
              );
        const longest = Math.max(0, ...fitting.map((phrase) => phrase.text.length));
        const best = fitting.filter((phrase) => phrase.text.length === longest);
        if (best.length === 0) return [];
        covered += 1;
        bits += Math.min(20, surpriseOf(best[0]?.text ?? ''));
        return best.map((phrase) => phrase.place);
      });
      if (covered < 2 || new Set(places.flatMap((list) => list.slice(0, 1).map(placeKey))).size < 2) continue;
      found.push({ leaf, path, places, covered, bits: (bits / covered) * 0.6, whole: false });
    }
  }
  return found;
}

const stars = (path: string): number => path.split('/*').length - 1;

/** Lists that the user wrote out, where calls differ in just those values. */
function promptLists(
  units: readonly Placed[],
  leaves: readonly Map<string, Leaf>[],
  scope: Scope,
  context: DraftContext,
): Column[] {
  const found: Column[] = [];
  const names = new Set(leaves.flatMap((unitLeaves) => [...unitLeaves.keys()]));
  for (const name of names) {
    const values: Json[] = [];
    for (const unitLeaves of leaves) {
      const value = unitLeaves.get(name)?.value;
      if (value !== undefined && !values.includes(value)) values.push(value);
    }
    if (values.length < 2 || values.length > 200) continue;
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
  void units;
  return found;
}

export function plural(word: string): string {
  if (/(s|x|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

/** A list put into groups by a member that calls name once each although several items share it. */
function groupings(
  list: Column,
  anchors: readonly Anchor[],
  units: readonly Placed[],
  context: DraftContext,
): Column[] {
  const found: Column[] = [];
  const seen = new Set<string>();
  for (const anchor of anchors) {
    if (
      !anchor.path.startsWith('item/') ||
      stars(anchor.path) > 0 ||
      seen.has(anchor.path) ||
      anchor.covered < units.length
    )
      continue;
    seen.add(anchor.path);
    const grouped = groupedColumn(list, anchor.path.split('/').slice(1), context);
    if (grouped !== null) found.push(grouped);
  }
  return found;
}
