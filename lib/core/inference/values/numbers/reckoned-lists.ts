import { dateDiff } from '../../../functions/date.ts';
import type { Json } from '../../../json/json.ts';
import { valueAt } from '../../../json/path.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { itemPaths, itemsOf } from '../../columns/item-paths.ts';
import type { DraftContext } from '../../draft-context.ts';
import { pricedAmounts } from './group-figures.ts';

type Path = readonly string[];

const MOST_DATES = 8;
const MOST_ITEMS = 500;
const INSTANT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** In seconds. */
const UNITS = [
  ['second', 1],
  ['minute', 60],
  ['hour', 3600],
  ['day', 86_400],
] as const;

/**
 * Numbers that follow from two members of each item: how long it took from one time to another, in the unit that the
 * user named, and what so many of something at a price each are worth. Items that lack one of the two are left out.
 */
export function reckonedLists(list: Column, context: DraftContext): readonly Column[] {
  const first = itemsOf(list, 0);
  if (first.length < 2 || first.length > MOST_ITEMS) return [];
  return [...timesBetween(list, first, context), ...worths(list, first, context)];
}

function timesBetween(list: Column, first: readonly Json[], context: DraftContext): readonly Column[] {
  const units = UNITS.filter(([unit]) => context.prompt.hasWord(new RegExp(`\\b${unit}s?\\b`, 'i')));
  if (units.length === 0) return [];
  const dates = itemPaths(list)
    .map(({ path }) => path)
    .filter((path) => path.length > 0 && isDates(first, path))
    .slice(0, MOST_DATES);
  return dates.flatMap((from) =>
    dates.flatMap((to) =>
      from === to || !isEarlier(first, from, to)
        ? []
        : units.map(([unit, seconds]) => timeBetween(list, { from, to, unit, seconds }, context)),
    ),
  );
}

function worths(list: Column, first: readonly Json[], context: DraftContext): readonly Column[] {
  return pricedAmounts(first).flatMap(({ amount, price }): Column[] => {
    const values = list.values.map((items) =>
      Array.isArray(items)
        ? items.map((item) => Number(valueAt(item, amount) ?? Number.NaN) * Number(valueAt(item, price) ?? Number.NaN))
        : undefined,
    );
    if (values.some((items) => items?.some((value) => Number.isNaN(value)))) return [];
    const item = context.variables.make(list.words);
    const { locate: _locate, ...rest } = list;
    return [
      {
        ...rest,
        expr: {
          $: 'over',
          op: 'map',
          in: list.expr,
          as: item,
          body: fn('mul', memberOf(item, amount), memberOf(item, price)),
        },
        values,
        words: [...list.words],
        cost: list.cost + 1,
        origin: 'computed',
        label: `${amount.join('.')} times ${price.join('.')} of ${list.label}`,
      },
    ];
  });
}

function timeBetween(
  list: Column,
  span: { readonly from: Path; readonly to: Path; readonly unit: string; readonly seconds: number },
  context: DraftContext,
): Column {
  const { from, to, unit, seconds } = span;
  const isWhole = (item: Json): boolean =>
    typeof valueAt(item, from) === 'string' && typeof valueAt(item, to) === 'string';
  const between = (item: Json): number =>
    dateDiff(String(valueAt(item, from)), String(valueAt(item, to)), 'second') / seconds;
  const lacking = [from, to].filter((path) =>
    list.values.some((items) => Array.isArray(items) && items.some((item) => typeof valueAt(item, path) !== 'string')),
  );
  const kept = context.variables.make(list.words);
  const item = context.variables.make(list.words);
  const full = lacking.map((path): Expr => fn('not', fn('isEmpty', memberOf(kept, path, 'null'))));
  const [only, ...more] = full;
  const inSeconds = fn('dateDiff', memberOf(item, from), memberOf(item, to), { $: 'lit', value: 'second' });
  const { locate: _locate, ...rest } = list;
  return {
    ...rest,
    expr: {
      $: 'over',
      op: 'map',
      in:
        only === undefined
          ? list.expr
          : { $: 'over', op: 'filter', in: list.expr, as: kept, body: more.length === 0 ? only : fn('and', ...full) },
      as: item,
      body: seconds === 1 ? inSeconds : fn('div', inSeconds, { $: 'lit', value: seconds }),
    },
    values: list.values.map((items) => (Array.isArray(items) ? items.filter(isWhole).map(between) : undefined)),
    words: [...list.words],
    about: [unit, ...list.about],
    cost: list.cost + 2,
    origin: 'computed',
    label: `${unit}s from ${from.join('.')} to ${to.join('.')} of ${list.label}`,
  };
}

const fn = (name: string, ...args: Expr[]): Expr => ({ $: 'fn', name, args });

const memberOf = (variable: string, path: Path, missing?: 'null'): Expr => ({
  $: 'get',
  from: { $: 'ref', of: 'var', id: variable },
  path: [...path],
  ...(missing === undefined ? {} : { missing }),
});

/** Whether every value at the path is a day or an instant, and some item has one. */
function isDates(items: readonly Json[], path: Path): boolean {
  const values = items.map((item) => valueAt(item, path) ?? null).filter((value) => value !== null);
  return values.length > 0 && values.every((value) => typeof value === 'string' && INSTANT.test(value));
}

/** Whether the first is never after the second: nothing takes less than no time. */
function isEarlier(items: readonly Json[], from: Path, to: Path): boolean {
  const pairs = items.flatMap((item): [number, number][] => {
    const start = valueAt(item, from);
    const end = valueAt(item, to);
    return typeof start === 'string' && typeof end === 'string' ? [[Date.parse(start), Date.parse(end)]] : [];
  });
  return pairs.length > 1 && pairs.every(([start, end]) => start <= end) && pairs.some(([start, end]) => start < end);
}
