import { compare } from '../../functions/logic.ts';
import type { Json } from '../../json/json.ts';
import type { EvidenceStatus } from '../../workflow/evidence.ts';
import type { Expr, Id } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import type { Items } from '../items.ts';
import { SOMETHING_ELSE } from '../question-book.ts';
import { type Column, isListColumn } from '../scope.ts';
import { fieldGround } from './find-predicate.ts';
import { lengthAt, nounOf, type SelectionProblem } from './select-items.ts';

/** A member by which the used items stand in order. */
export interface Order {
  readonly as: Id;
  readonly by: readonly { readonly key: Expr; readonly order: 'asc' | 'desc' }[];
  readonly cost: number;
  readonly label: string;
  readonly status: EvidenceStatus;
  readonly doubts: readonly string[];
}

interface Option {
  readonly key: Expr;
  readonly order: 'asc' | 'desc';
  readonly cost: number;
  readonly label: string;
}

const FALLING =
  /\b(lat\w+|new\w*|recent\w*|last|highest|largest|biggest|greatest|most|longest|top|best|max\w*|descending|falling|high to low|expensive|youngest)\b/i;
const RISING =
  /\b(old\w*|earli\w+|lowest|smallest|fewest|least|shortest|cheapest|min\w*|ascending|rising|low to high|soonest|next|alphabet\w*|first)\b/i;
const BY_AGE = /\b(oldest|newest|latest|most recent|earliest|recently|soonest|youngest)\b/i;
const IN_TIME = /\b(lat\w+|new\w*|recent\w*|last|old\w*|earli\w+|soon\w*|next|youngest|first)\b/i;
const ISO = /^\d{4}-\d{2}-\d{2}/;

/** Above this price a member is not what the user's words name. */
const SURE = 6;

/**
 * The member that explains the order of use, and with `whole` also that all other items come after. Where several do
 * and the user's words do not say which, it is asked.
 */
export function findOrder(
  search: { readonly problem: SelectionProblem; readonly items: Items; readonly variable: Id; readonly whole: boolean },
  context: DraftContext,
): Order | null {
  const { problem, variable } = search;
  const options = orderOptions(search, context).sort((a, b) => a.cost - b.cost);
  const [best] = options;
  if (best === undefined) return null;
  const shown = options.filter((option) => option.cost < best.cost + 1.2).slice(0, 3);
  // One that fits by chance is an id or a member that no word of the user's points to.
  if (shown.length < 2 && best.cost < SURE) return orderOf(best, variable, 'proved', []);
  const answer = context.questions.ask({
    kind: 'order',
    about: problem.about,
    text: `By what are the ${nounOf(problem.list)} put in order? In the recording ${shown.length < 2 ? 'this gave' : 'these gave'} the same order.`,
    options: [...shown.map(({ label }, index) => ({ id: `o${index}`, label })), SOMETHING_ELSE],
    default: 'o0',
    weight: problem.weight * 0.4,
  });
  const taken = shown[Number(answer.option.slice(1))] ?? best;
  return orderOf(taken, variable, answer.answered ? 'asked' : 'assumed', [answer.id]);
}

function orderOf(option: Option, as: Id, status: EvidenceStatus, doubts: readonly string[]): Order {
  const { key, order, cost, label } = option;
  return { as, by: [{ key, order }], cost, label, status, doubts };
}

function orderOptions(
  search: { readonly problem: SelectionProblem; readonly items: Items; readonly whole: boolean },
  context: DraftContext,
): Option[] {
  const { problem, items, whole } = search;
  const rowOf = new Map(items.places.map(({ row, index }, at) => [`${row}:${index}`, at]));
  const options: Option[] = [];
  for (const column of items.scope.columns()) {
    if (!items.own(column) || isListColumn(column)) continue;
    const raw = column.values.filter((value) => value !== undefined && value !== null);
    if (raw.length < 2 || raw.some((value) => typeof value === 'object' || typeof value === 'boolean')) continue;
    if (new Set(raw.map(String)).size < 2) continue;
    const numericText = raw.every((value) => typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value));
    const dated = !numericText && raw.every((value) => typeof value === 'string' && ISO.test(value));
    const key: Expr = numericText ? { $: 'fn', name: 'toNumber', args: [column.expr] } : column.expr;
    for (const order of ['asc', 'desc'] as const) {
      const read = (row: number, index: number): Json | undefined => {
        const value = column.values[rowOf.get(`${row}:${index}`) ?? -1];
        return numericText && typeof value === 'string' ? Number(value) : value;
      };
      const fits = problem.chosen.every((indices, row) =>
        isInOrder(indices, (index) => read(row, index), order, whole ? lengthAt(problem.list, row) : 0),
      );
      if (!fits) continue;
      const direction = context.prompt.hasWord(order === 'desc' ? FALLING : RISING) ? 0 : 2;
      const kind = kindPrice(column, dated, context);
      options.push({
        key,
        order,
        cost: 3 + column.cost * 0.2 - 2 * fieldGround(column, context.prompt) + direction + kind,
        label: `${column.label}${order === 'desc' ? ', greatest first' : ''}`,
      });
    }
  }
  return options;
}

/** Words of time speak of dates, words of size of numbers; ids and names are rarely what is meant. */
function kindPrice(column: Column, dated: boolean, context: DraftContext): number {
  const name = column.words.join(' ');
  const aged = context.prompt.hasWord(BY_AGE);
  if (/\b(id|key|uuid|sha|url|number|no)\b/.test(name)) return aged ? 5 : 3;
  if (!dated && aged) return 3.5;
  if (dated) {
    if (!context.prompt.hasWord(IN_TIME)) return 1.5;
    return /creat|open|publish|place|start|sent|date|begin|record|receiv|order|submit/.test(name) ? 0 : 1.3;
  }
  const numeric = column.values.every(
    (value) =>
      value === null || value === undefined || typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(String(value)),
  );
  return numeric ? 0.3 : context.prompt.hasWord(/\balphabet\w*|\bby (name|title)\b|\ba (to|-) z\b/i) ? 0 : 3;
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
