import { toText } from '../../../functions/table.ts';
import type { Json } from '../../../json/json.ts';
import { valueAt } from '../../../json/path.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { itemPaths, itemsOf } from '../../columns/item-paths.ts';
import { saidParts } from '../../columns/said-parts.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { wordsOf } from '../../words/words.ts';
import { type GroupFigure, groupFigures } from '../numbers/group-figures.ts';
import type { Fragment } from './fragment.ts';
import { occurrencesOf } from './occurrences-of.ts';

const MOST_RECORDS = 400;
const LONGEST_TEXT = 1000;
const MOST = /\b((?<!at )most(?! recent)|best|highest|largest|biggest|greatest|top|busiest|winner|leading|popular)\b/i;
const LEAST = /\b(fewest|(?<!at )least|lowest|smallest|worst|quietest)\b/i;

/**
 * The one for which some figure of its records is the greatest, and that figure: "Best of the day: Rosa with 344 EUR".
 * Name and figure have to stand in the text both: one of them alone is there by chance too often.
 */
export function bestGroups(
  strings: readonly string[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Fragment[] {
  const [text = ''] = strings;
  const orders = [
    ...(context.prompt.hasWord(MOST) ? (['desc'] as const) : []),
    ...(context.prompt.hasWord(LEAST) ? (['asc'] as const) : []),
  ];
  if (strings.length !== 1 || text.length > LONGEST_TEXT || orders.length === 0) return [];
  return scope.lists().flatMap((list) => {
    const { length } = itemsOf(list, 0);
    if (length < 2 || length > MOST_RECORDS || !usable(list, target)) return [];
    const parts = [...saidParts(list, context), list];
    return parts.flatMap((part) => orders.flatMap((order) => bestOf(part, { order, text }, context)));
  });
}

function bestOf(
  list: Column,
  { order, text }: { readonly order: 'asc' | 'desc'; readonly text: string },
  context: DraftContext,
): Fragment[] {
  return itemPaths(list).flatMap(({ path, numeric }) => {
    if (numeric || path.length === 0) return [];
    const named = withMember(list, path, context);
    const records = itemsOf(named, 0);
    const groups = new Map<Json, Json[]>();
    for (const record of records) {
      const key = valueAt(record, path) ?? null;
      groups.set(key, [...(groups.get(key) ?? []), record]);
    }
    // Names that one record has each are no groups: then a record is the best.
    if (groups.size < 2 || groups.size === records.length) return [];
    if (![...groups.keys()].some((key) => occurrencesOf(toText(key), text).length > 0)) return [];
    return groupFigures(records, context).flatMap((figure) => {
      const ranked = [...groups]
        .map(([key, items]) => ({ key: toText(key), figure: figure.of(items) }))
        .sort((a, b) => (order === 'desc' ? b.figure - a.figure : a.figure - b.figure));
      const [best, next] = ranked;
      if (best === undefined || best.figure === next?.figure || best.key === '') return [];
      const written = toText(best.figure);
      const both = [best.key, written].every((piece) => occurrencesOf(piece, text).length > 0);
      return both ? fragments(named, { path, figure, order, texts: [best.key, written] }, context) : [];
    });
  });
}

/** The records that belong to some group: nobody is no candidate, however much nobody has. */
function withMember(list: Column, path: readonly string[], context: DraftContext): Column {
  const isThere = (record: Json): boolean => (valueAt(record, path) ?? '') !== '';
  if (itemsOf(list, 0).every(isThere)) return list;
  const variable = context.variables.make(list.words.length > 0 ? list.words : list.about);
  const member: Expr = { $: 'get', from: { $: 'ref', of: 'var', id: variable }, path: [...path], missing: 'null' };
  const isFilled: Expr = { $: 'fn', name: 'not', args: [{ $: 'fn', name: 'isEmpty', args: [member] }] };
  return {
    ...list,
    expr: { $: 'over', op: 'filter', in: list.expr, as: variable, body: isFilled },
    values: list.values.map((items) => (Array.isArray(items) ? items.filter(isThere) : undefined)),
  };
}

function fragments(
  list: Column,
  best: {
    readonly path: readonly string[];
    readonly figure: GroupFigure;
    readonly order: 'asc' | 'desc';
    readonly texts: readonly [string, string];
  },
  context: DraftContext,
): Fragment[] {
  const { path, figure, order, texts } = best;
  const words = wordsOf(path.at(-1) ?? '');
  const record = context.variables.make(list.words.length > 0 ? list.words : list.about);
  const group = context.variables.make([...words.slice(0, 1), 'group']);
  const groups: Expr = {
    $: 'over',
    op: 'groupBy',
    in: list.expr,
    as: record,
    body: { $: 'get', from: { $: 'ref', of: 'var', id: record }, path: [...path], missing: 'null' },
  };
  const itemsIn = (from: Expr): Expr => ({ $: 'get', from, path: ['items'] });
  const first: Expr = {
    $: 'fn',
    name: 'first',
    args: [
      {
        $: 'sort',
        in: groups,
        as: group,
        by: [{ key: figure.expr(itemsIn({ $: 'ref', of: 'var', id: group })), order }],
        take: { $: 'lit', value: 1 },
      },
    ],
  };
  const label = `${path.join('.')} with the ${order === 'desc' ? 'greatest' : 'least'} ${figure.label} in ${list.label}`;
  const fragment = (text: string, expr: Expr, name: string): Fragment => ({
    texts: [text],
    expr,
    cost: 1 + figure.cost * 0.5 + Math.max(0, list.cost) * 0.3,
    label: name,
    column: { ...list, expr, values: [text], origin: 'computed', words, label: name },
  });
  return [
    fragment(texts[0], { $: 'get', from: first, path: ['key'] }, label),
    fragment(texts[1], figure.expr(itemsIn(first)), `${figure.label} of the ${label}`),
  ];
}
