import type { EvidenceStatus } from '../../workflow/evidence.ts';
import type { Expr, Id } from '../../workflow/workflow.ts';
import type { Items } from '../columns/items.ts';
import { SOMETHING_ELSE } from '../draft/question-book.ts';
import type { DraftContext } from '../draft-context.ts';
import { type OrderOption, orderOptions } from './order-options.ts';
import { nounOf, type SelectionProblem } from './selection.ts';

/** A member by which the used items stand in order. */
export interface Order {
  readonly as: Id;
  readonly by: readonly { readonly key: Expr; readonly order: 'asc' | 'desc' }[];
  readonly cost: number;
  readonly label: string;
  readonly status: EvidenceStatus;
  readonly doubts: readonly string[];
}

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

function orderOf(option: OrderOption, as: Id, status: EvidenceStatus, doubts: readonly string[]): Order {
  const { by, cost, label } = option;
  return { as, by, cost, label, status, doubts };
}
