import { compare } from '../../functions/logic.ts';
import type { Json } from '../../json/json.ts';
import type { Expr } from '../../workflow/workflow.ts';
import { type Column, isListColumn } from '../columns/column.ts';
import { isEpoch } from '../columns/is-epoch.ts';
import type { Items } from '../columns/items.ts';
import type { DraftContext } from '../draft-context.ts';
import { wordsOf } from '../words/words.ts';
import { fieldGround } from './conditions/field-ground.ts';
import { ISO_DATE, kindPrice } from './order-kind-price.ts';
import { orderPairs } from './order-pairs.ts';
import { lengthAt, type SelectionProblem } from './selection.ts';
import { sumColumns } from './sum-columns.ts';

export interface OrderOption {
  readonly by: readonly { readonly key: Expr; readonly order: 'asc' | 'desc' }[];
  readonly cost: number;
  readonly label: string;
}

/** One member by which items may stand in order, one way or the other, and what it is for each item. */
export interface OrderKey {
  readonly key: Expr;
  readonly order: 'asc' | 'desc';
  readonly cost: number;
  readonly label: string;
  readonly read: (row: number, index: number) => Json | undefined;
}

const FALLING =
  /\b(lat\w+|new\w*|recent\w*|last|highest|largest|biggest|greatest|(?<!at )most|longest|top|best|popular|max(imum|imal)?|descending|falling|high to low|expensive|dearest|youngest)\b/i;

const RISING =
  /\b(old\w*|earli\w+|lowest|smallest|fewest|(?<!at )least|shortest|cheapest|min(imum|imal)?|ascending|rising|low to high|soonest|next|alphabet\w*|first)\b/i;

/** A figure that stands in the text of each item is what the text is in order of. */
const SHOWN = 5;

/** Words that put things in order by how many there are. */
const BY_COUNT =
  /\b((?<!at )most|fewest|(?<!at )least|biggest|largest|smallest|busiest|popular|by (the )?(number|count))\b/i;

/** The members that alone explain the order; where none does, two of which the second parts what the first leaves equal. */
export function orderOptions(
  search: { readonly problem: SelectionProblem; readonly items: Items; readonly whole: boolean },
  context: DraftContext,
): OrderOption[] {
  const { problem, whole } = search;
  const keys = orderKeys(search, context);
  const single = keys
    .filter(({ read, order }) =>
      problem.chosen.every((indices, row) =>
        isInOrder(indices, (index) => read(row, index), order, whole ? lengthAt(problem.list, row) : 0),
      ),
    )
    .map(({ key, order, cost, label }): OrderOption => ({ by: [{ key, order }], cost, label }));
  return single.length > 0 || whole ? single : orderPairs(problem, keys, context);
}

function orderKeys(
  search: { readonly problem: SelectionProblem; readonly items: Items; readonly whole: boolean },
  context: DraftContext,
): OrderKey[] {
  const { items } = search;
  const rowOf = new Map(items.places.map(({ row, index }, at) => [`${row}:${index}`, at]));
  const keys: OrderKey[] = [];
  const own = items.members();
  const counted = context.prompt.hasWord(BY_COUNT);
  for (const column of own.flatMap((column) =>
    isListColumn(column) ? (counted ? [...countColumn(column), ...sumColumns(column, context)] : []) : [column],
  )) {
    const raw = column.values.filter((value) => value !== undefined && value !== null);
    if (raw.length < 2 || raw.some((value) => typeof value === 'object' || typeof value === 'boolean')) continue;
    if (new Set(raw.map(String)).size < 2) continue;
    // A table's empty cells are no numbers: `numberIn` makes null of them, and nulls come last.
    const full = raw.filter((value) => value !== '');
    const numericText =
      full.length > 1 && full.every((value) => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
    const dated =
      isEpoch(column) || (!numericText && raw.every((value) => typeof value === 'string' && ISO_DATE.test(value)));
    const reading = full.length < raw.length ? 'numberIn' : 'toNumber';
    const key: Expr = numericText ? { $: 'fn', name: reading, args: [column.expr] } : column.expr;
    for (const order of ['asc', 'desc'] as const) {
      const read = (row: number, index: number): Json | undefined => {
        const value = column.values[rowOf.get(`${row}:${index}`) ?? -1];
        return numericText && typeof value === 'string' ? (value === '' ? null : Number(value)) : value;
      };
      const direction = context.prompt.hasWord(order === 'desc' ? FALLING : RISING) ? 0 : 2;
      const kind = kindPrice(column, dated, context);
      keys.push({
        key,
        order,
        cost:
          3 +
          column.cost * 0.2 -
          2 * fieldGround(column, context.prompt) +
          direction +
          kind -
          named(column, own, context) -
          (search.problem.shown?.(column.expr) === true ? SHOWN : 0),
        label: `${column.label}${order === 'desc' ? ', greatest first' : ''}`,
        read,
      });
    }
  }
  return keys;
}

/** Words that put first, and what stands right after them: `the highest price`. */
const SUPERLATIVE =
  /\b(?:lat|new|old|earli|high|low|great|larg|bigg|small|long|short|few|cheap|heavi|light)(?:i?est)\b((?:\s+[\p{L}\p{N}_-]+){1,3})/giu;

/** Whether a word that puts first follows within a few words: `the 4 with the lowest weight`, `2 oldest tickets`. */
export const isBeforeSuperlative = (after: string): boolean =>
  /^\W*(?:[\p{L}\p{N}_-]+\W+){0,4}?(?:lat|new|old|earli|high|low|great|larg|bigg|small|long|short|few|cheap|heavi|light)i?est\b/iu.test(
    after,
  );

/** A number or a date, as texts hold them. */
const MEASURE = /^(-?\d+(\.\d+)?|\d{4}-\d{2}-\d{2}.*)$/;

/** A member that the user names right after a word that puts first is what is meant, where others are named elsewhere. */
function named(column: Column, own: readonly Column[], context: DraftContext): number {
  const said = context.prompt.turns.flatMap(({ text }) =>
    [...text.matchAll(SUPERLATIVE)].map((match) => wordsOf(match[1] ?? '')),
  );
  // `the cheapest boat` names the item itself, also where a member of that name says which boat it is.
  const isSaid = ({ words, expr, values }: Column): boolean =>
    expr.$ !== 'ref' &&
    words.length > 0 &&
    values.some((value) => typeof value === 'number' || (typeof value === 'string' && MEASURE.test(value))) &&
    said.some((after) => words.every((word, at) => after[at] === word));
  return own.some(isSaid) ? (isSaid(column) ? 0 : -4) : 0;
}

/** How many items a list has, where that differs: "the three who won the most". */
function countColumn(list: Column): Column[] {
  const values = list.values.map((value) => (Array.isArray(value) ? value.length : undefined));
  return new Set(values).size < 2
    ? []
    : [
        {
          ...list,
          expr: { $: 'fn', name: 'count', args: [list.expr] },
          values,
          words: ['most'],
          label: `how many ${list.label}`,
          cost: list.cost + 1,
        },
      ];
}

function isInOrder(
  indices: readonly number[],
  value: (index: number) => Json | undefined,
  order: 'asc' | 'desc',
  length: number,
): boolean {
  const sign = order === 'asc' ? 1 : -1;
  const before = (a: number, b: number): boolean => {
    const x = value(a);
    const y = value(b);
    // Nulls come last in either direction.
    if (x === undefined || x === null) return false;
    if (y === undefined || y === null) return true;
    if (typeof x !== typeof y) return false;
    const difference = compare(x, y) * sign;
    return difference < 0 || (difference === 0 && a < b);
  };
  for (let at = 1; at < indices.length; at += 1) if (!before(indices[at - 1] ?? 0, indices[at] ?? 0)) return false;
  const last = indices.at(-1);
  if (length === 0) return true;
  if (last === undefined) return false;
  const used = new Set(indices);
  for (let index = 0; index < length; index += 1) if (!used.has(index) && !before(last, index)) return false;
  return true;
}
