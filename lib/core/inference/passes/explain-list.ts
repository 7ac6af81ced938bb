import { toText } from '../../functions/table.ts';
import { isJsonObject, type Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { type Explanation, pickTarget, type Target, usable } from '../explanation.ts';
import { itemsAt, openItems } from '../items.ts';
import { SOMETHING_ELSE } from '../question-book.ts';
import { type Column, isListColumn, type Scope } from '../scope.ts';
import { itemPaths } from './derive-columns.ts';
import { explainText, suspicionOf } from './explain-text.ts';
import { explainValue, merge, weightOf } from './explain-value.ts';
import { groupedColumn } from './group-items.ts';
import { selectItems } from './select-items.ts';

const MAX_ITEMS = 2000;

/** A list, or a text of lines or of joined pieces, that was made item by item from a list. */
export function explainList(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  let best: Explanation | null = null;
  let around = Number.POSITIVE_INFINITY;
  for (const shape of shapesOf(target)) {
    // Fewer fixed lines around the list say more: once some number of them works, more are not tried.
    const lines = shape.head.length + shape.tail.length;
    if (best !== null && (best.cost < 6 || (best.status === 'proved' && lines > around))) break;
    for (const list of scope.lists()) {
      if (!usable(list, target)) continue;
      for (const source of [list, ...groupsFor(list, shape, context)]) {
        const found = buildFrom(source, shape, target, scope, context);
        if (found === null || (best !== null && found.cost >= best.cost)) continue;
        best = found;
        around = lines;
      }
    }
  }
  return best;
}

/** The list in groups, where there are as many groups as pieces and each piece names its group. */
function groupsFor(list: Column, shape: Shape, context: DraftContext): Column[] {
  const found: Column[] = [];
  const fewer = shape.pieces.some((pieces, row) => {
    const value = list.values[row];
    return Array.isArray(value) && pieces.length < value.length;
  });
  if (!fewer) return found;
  for (const { path } of itemPaths(list)) {
    if (path.length === 0) continue;
    const grouped = groupedColumn(list, path, context);
    if (grouped === null) continue;
    const fits = shape.pieces.every((pieces, row) => {
      const groups = grouped.values[row];
      if (!Array.isArray(groups) || groups.length < pieces.length) return false;
      const keys = groups.map((group) => (isJsonObject(group) ? toText(group.key) : '')).filter((key) => key !== '');
      return pieces.every((piece) => {
        const text = typeof piece === 'string' ? piece : JSON.stringify(piece);
        return keys.some((key) => text.includes(key));
      });
    });
    if (fits) found.push(grouped);
  }
  return found;
}

interface Shape {
  /** The pieces that should come from items, per row. */
  readonly pieces: readonly (readonly Json[])[];
  /** Pieces before and after them that are there whatever the list holds. */
  readonly head: readonly (readonly Json[])[];
  readonly tail: readonly (readonly Json[])[];
  /** The text between pieces; absent where the target is a list itself. */
  readonly separator?: string;
}

function shapesOf(target: Target): Shape[] {
  if (target.values.every((value) => Array.isArray(value))) {
    const pieces = target.values.map((value) => (Array.isArray(value) ? value : []));
    return pieces.some((list) => list.length > 0) ? [{ pieces, head: [], tail: [] }] : [];
  }
  const texts = target.values.map((value) => (typeof value === 'string' ? value : ''));
  const shapes: Shape[] = [];
  for (const separator of ['\n\n', '\n', '; ', ', ', ',', ' | ']) {
    const split = texts.map((text) => text.split(separator));
    if (!split.some((pieces) => pieces.length >= 2)) continue;
    const lines = separator.startsWith('\n');
    for (const head of lines ? [0, 1, 2, 3, 4] : [0]) {
      for (const tail of lines ? [0, 1, 2] : [0]) {
        if (split.some((pieces) => pieces.length < head + tail) || !split.some((pieces) => pieces.length > head + tail))
          continue;
        shapes.push({
          pieces: split.map((pieces) => pieces.slice(head, pieces.length - tail)),
          head: Array.from({ length: head }, (_, at) => split.map((pieces) => pieces[at] ?? '')),
          tail: Array.from({ length: tail }, (_, at) => split.map((pieces) => pieces[pieces.length - tail + at] ?? '')),
          separator,
        });
      }
    }
  }
  return shapes.sort((a, b) => a.head.length + a.tail.length - b.head.length - b.tail.length);
}

function buildFrom(
  list: Column,
  shape: Shape,
  target: Target,
  scope: Scope,
  context: DraftContext,
): Explanation | null {
  const total = shape.pieces.reduce((sum, pieces) => sum + pieces.length, 0);
  const available = list.values.reduce<number>((sum, value) => sum + (Array.isArray(value) ? value.length : 0), 0);
  if (total === 0 || total > available || available > MAX_ITEMS) return null;
  if (
    shape.pieces.some((pieces, row) => {
      const value = list.values[row];
      return pieces.length > (Array.isArray(value) ? value.length : 0);
    })
  )
    return null;
  const chosen = matchPieces(list, shape.pieces, scope, context);
  if (chosen === null) return null;
  const variable = context.variables.make(list.words.length > 0 ? list.words : list.about);
  const places = chosen.flatMap((indices, row) => indices.map((index) => ({ row, index })));
  const items = itemsAt(list, scope, variable, places);
  const rows = places.map(({ row }) => row);
  const piece = explainValue(
    { ...pickTarget(target, rows, shape.pieces.flat()), about: [target.about, 'item'], ...itemSchema(target) },
    items.scope,
    context,
  );
  if (piece === null || piece.origin === 'constant') return null;
  const isItself = piece.expr.$ === 'ref' && piece.expr.of === 'var' && piece.expr.id === variable;
  const selection = selectItems(
    { list, outer: scope, chosen, ordered: true, about: [target.about, 'items'], weight: weightOf(target) },
    context,
  );
  if (selection === null) return null;
  const mapped: Expr = isItself
    ? selection.expr
    : { $: 'over', op: 'map', in: selection.expr, as: variable, body: piece.expr };
  // Lines around the list may speak of the items that were taken: how many there are.
  const taken: Column = {
    ...list,
    expr: selection.expr,
    label: selection.label,
    cost: list.cost + 0.2,
    values: list.values.map((value, row) =>
      Array.isArray(value) ? (chosen[row] ?? []).map((index) => value[index] ?? null) : undefined,
    ),
  };
  const seen = selection.expr === list.expr ? scope : scope.with(taken);
  const around = [...shape.head, ...shape.tail].map((lines) => explainLine(lines, target, seen, context));
  if (around.some((line) => line === null)) return null;
  const lines = around.flatMap((line) => (line === null ? [] : [line]));
  const head = lines.slice(0, shape.head.length);
  const tail = lines.slice(shape.head.length);
  const whole: Expr =
    head.length + tail.length === 0
      ? mapped
      : {
          $: 'fn',
          name: 'concat',
          args: [
            ...(head.length > 0 ? [{ $: 'arr' as const, items: head.map((line) => line.expr) }] : []),
            mapped,
            ...(tail.length > 0 ? [{ $: 'arr' as const, items: tail.map((line) => line.expr) }] : []),
          ],
        };
  const expr: Expr =
    shape.separator === undefined
      ? whole
      : { $: 'fn', name: 'join', args: [whole, { $: 'lit', value: shape.separator }] };
  const merged = merge(expr, [piece, ...lines], 'list');
  return {
    ...merged,
    cost: piece.cost + selection.cost + 2 + lines.reduce((sum, line) => sum + line.cost * 0.6, 0),
    origin: 'computed',
    status: selection.status === 'proved' ? merged.status : selection.status,
    label: `each of ${selection.label}: ${piece.label}`,
    units: [...merged.units, ...selection.units],
    doubts: [...merged.doubts, ...selection.doubts],
  };
}

function itemSchema(target: Target): { schema?: NonNullable<Target['schema']> } {
  return isJsonObject(target.schema?.items) ? { schema: target.schema.items } : { schema: {} };
}

function explainLine(values: readonly Json[], target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const line: Target = { ...target, values, about: [target.about, 'line'] };
  const [first] = values;
  if (first === '' && values.every((value) => value === ''))
    return {
      expr: { $: 'lit', value: '' },
      cost: 0,
      origin: 'constant',
      status: 'proved',
      label: 'empty line',
      parts: [],
      units: [],
      doubts: [],
      alternatives: [],
    };
  const explained = explainText(line, scope, context);
  if (
    explained === null ||
    explained.origin !== 'constant' ||
    values.length > 1 ||
    typeof first !== 'string' ||
    suspicionOf(first, context) < 6
  )
    return explained;
  const answer = context.questions.ask({
    kind: 'line',
    about: [target.about, first.replace(/\d+/g, '#')],
    text: `The line ${JSON.stringify(first.slice(0, 80))} holds something that nothing recorded or said explains. Is it the same in every run?`,
    row: first,
    options: [
      { id: 'yes', label: 'Yes, it is fixed text' },
      { ...SOMETHING_ELSE, label: 'No, it is something else: keep the default, edit it by hand' },
    ],
    default: 'yes',
    weight: weightOf(target),
  });
  return { ...explained, status: 'assumed', doubts: [answer.id] };
}

/** Which item each piece was made from: the member whose values stand in the pieces tells. Null where none does. */
function matchPieces(
  list: Column,
  pieces: readonly (readonly Json[])[],
  scope: Scope,
  context: DraftContext,
): number[][] | null {
  const variable = context.variables.make(list.words);
  const items = openItems(list, scope, variable);
  const texts = new Map<string, string[]>();
  const knownOf = (row: number, index: number): readonly string[] => {
    const key = `${row}:${index}`;
    const known = texts.get(key) ?? textsOf(list.values[row], index);
    texts.set(key, known);
    return known;
  };
  let best: { chosen: number[][]; score: number } | null = null;
  for (const column of items.scope.columns()) {
    if (!items.own(column) || isListColumn(column)) continue;
    const byRow = new Map<number, { index: number; text: string; value: Json }[]>();
    items.places.forEach(({ row, index }, at) => {
      const value = column.values[at];
      if (value === undefined || value === null || typeof value === 'object' || typeof value === 'boolean') return;
      const entry = byRow.get(row) ?? [];
      entry.push({ index, text: toText(value), value });
      byRow.set(row, entry);
    });
    const chosen: number[][] = [];
    let score = 0;
    let fits = true;
    for (const [row, rowPieces] of pieces.entries()) {
      const used = new Set<number>();
      const indices: number[] = [];
      for (const piece of rowPieces) {
        const text = typeof piece === 'object' ? JSON.stringify(piece) : toText(piece);
        const candidates = (byRow.get(row) ?? []).filter(
          (entry) =>
            !used.has(entry.index) &&
            entry.text !== '' &&
            (entry.value === piece ||
              text.includes(entry.text) ||
              text.toLowerCase().includes(entry.text.toLowerCase())),
        );
        const longest = Math.max(0, ...candidates.map((entry) => entry.text.length));
        const exact = candidates.filter((entry) => entry.value === piece);
        const best = exact.length > 0 ? exact : candidates.filter((entry) => entry.text.length === longest);
        const pick = best.length > 1 ? bestKnown(best, text, (index) => knownOf(row, index)) : best[0];
        if (pick === undefined) {
          fits = false;
          break;
        }
        used.add(pick.index);
        indices.push(pick.index);
        // A member that two items share does not tell which of them was meant.
        const alike = best.length > 1;
        score += alike ? -1 : pick.text.length;
      }
      if (!fits) break;
      chosen.push(indices);
    }
    if (fits && (best === null || score > best.score)) best = { chosen, score };
  }
  return best?.chosen ?? null;
}

/** Of items that share a member's value, the one of which most else stands in the piece. */
function bestKnown<T extends { readonly index: number }>(
  entries: readonly T[],
  text: string,
  known: (index: number) => readonly string[],
): T | undefined {
  const score = (entry: T): number => known(entry.index).filter((part) => text.includes(part)).length;
  return [...entries].sort((a, b) => score(b) - score(a))[0];
}

/** The plain values inside an item of a list, as texts. */
function textsOf(list: Json | undefined, index: number): string[] {
  const walk = (value: Json): string[] => {
    if (typeof value === 'object' && value !== null) return Object.values(value).flatMap((member) => walk(member));
    const text = toText(value);
    return text.length > 1 && typeof value !== 'boolean' ? [text] : [];
  };
  const item = Array.isArray(list) ? list[index] : undefined;
  return item === undefined ? [] : walk(item);
}
