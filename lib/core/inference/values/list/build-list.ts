import { isJsonObject, type Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { type Items, itemsAt } from '../../columns/items.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Explanation, merge } from '../../draft/explanation.ts';
import { pickTarget, type Target, weightOf } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { selectItems } from '../../items/select-items.ts';
import { explainValue } from '../explain-value.ts';
import { explainLine } from './explain-line.ts';
import { recordsOfGroups } from './groups-for.ts';
import type { ListShape } from './list-shape.ts';
import { lookedUp } from './looked-up.ts';
import { matchPieces } from './match-pieces.ts';
import { referringLists } from './referring-lists.ts';

const MAX_ITEMS = 2000;
/** What a list of one is cheaper where the user asked for a piece of each item: one item alone is no accident then. */
const ASKED = 6;

export function buildList(
  list: Column,
  shape: ListShape,
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
  const chosen = matchPieces(list, shape.pieces, scope, context, (items) =>
    recordsOfGroups(items, { list, outer: scope, target }, context),
  );
  if (chosen === null) return null;
  const variable = context.variables.make(list.words.length > 0 ? list.words : list.about);
  const places = chosen.flatMap((indices, row) => indices.map((index) => ({ row, index })));
  const items = itemsAt(list, scope, variable, places);
  const rows = places.map(({ row }) => row);
  const wanted: Target = {
    ...pickTarget(target, rows, shape.pieces.flat()),
    about: [target.about, 'item'],
    piece: true,
    ...itemSchema(target),
  };
  const own = explainValue(wanted, items.scope, context);
  const isOwn = own?.status === 'proved' && own.cost < UNEXPLAINED;
  const piece = isOwn ? own : better(explainWithLookUps(wanted, items, { list, scope }, context), own);
  if (piece === null || piece.origin === 'constant') return null;
  const isItself = piece.expr.$ === 'ref' && piece.expr.of === 'var' && piece.expr.id === variable;
  // Each reading of the text asks for itself: what another reading would ask must not take this one's place.
  const about: Json = [target.about, 'items', list.label, shape.head.length, shape.tail.length];
  const selection = selectItems(
    { list, outer: scope, chosen, ordered: true, about, weight: weightOf(target), shown: figuresIn(piece.expr) },
    context,
  );
  if (selection === null) return null;
  const each: Expr = isItself
    ? selection.expr
    : { $: 'over', op: 'map', in: selection.expr, as: variable, body: piece.expr };
  const mapped = shape.mark === undefined ? each : numbered(each, shape.mark);
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
    cost:
      piece.cost +
      selection.cost +
      (shape.asked === true ? 2 - ASKED : 2) +
      lines.reduce((sum, line) => sum + line.cost * 0.6, 0),
    origin: 'computed',
    status: selection.status === 'proved' ? merged.status : selection.status,
    label: `each of ${selection.label}: ${piece.label}`,
    units: [...merged.units, ...selection.units],
    doubts: [...merged.doubts, ...selection.doubts],
  };
}

/** Tells of a figure that is reckoned from an item whether it stands in a text, whatever the item is called in either. */
function figuresIn(text: Expr): (figure: Expr) => boolean {
  const bare = (expr: Expr): string => JSON.stringify(expr).replaceAll(/"(id|as)":"[^"]*"/g, '"$1"');
  const whole = bare(text);
  return (figure) => figure.$ === 'fn' && whole.includes(bare(figure));
}

/** What the item itself does not explain may stand in what was looked up for it. */
function explainWithLookUps(
  wanted: Target,
  items: Items,
  { list, scope }: { readonly list: Column; readonly scope: Scope },
  context: DraftContext,
): Explanation | null {
  const place = { list, outer: scope, target: wanted };
  const records = [
    ...lookedUp(items, place, context),
    ...recordsOfGroups(items, place, context),
    ...referringLists(wanted, items.scope, context),
  ];
  return records.length === 0 ? null : explainValue(wanted, items.scope.with(...records), context);
}

/** As much as a number costs that stands in a text and that nothing explains. */
const UNEXPLAINED = 9;

/** What was looked up explains it, unless the item itself does so as well at a lower price. */
function better(lookedUp: Explanation | null, own: Explanation | null): Explanation | null {
  if (lookedUp === null || own?.status !== 'proved') return lookedUp ?? own;
  return lookedUp.status === 'proved' && lookedUp.cost < own.cost ? lookedUp : own;
}

const numbered = (list: Expr, mark: string): Expr => ({
  $: 'fn',
  name: 'numbered',
  args: mark === '. ' ? [list] : [list, { $: 'lit', value: mark }],
});

function itemSchema(target: Target): { schema?: NonNullable<Target['schema']> } {
  return isJsonObject(target.schema?.items) ? { schema: target.schema.items } : { schema: {} };
}
