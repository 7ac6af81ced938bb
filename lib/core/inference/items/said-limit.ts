import type { Expr } from '../../workflow/workflow.ts';
import type { Items } from '../columns/items.ts';
import { SOMETHING_ELSE } from '../draft/question-book.ts';
import type { DraftContext } from '../draft-context.ts';
import { findOrder, type Order } from './find-order.ts';
import { isBeforeSuperlative } from './order-options.ts';
import { saidOrder } from './said-top.ts';
import { nounOf, type Selection, type SelectionProblem } from './selection.ts';

/**
 * "Of the blue ones take the 4 with the lowest weight", where no more than 4 were blue: how many the user wanted is said
 * although the recording did not need it. Where these were taken in another order than the user said, it is asked.
 */
export function withSaidLimit(
  selection: Selection,
  search: { readonly problem: SelectionProblem; readonly items: Items; readonly variable: string },
  context: DraftContext,
): Selection {
  const { problem, items, variable } = search;
  const [chosen, ...others] = problem.chosen;
  if (chosen === undefined || others.length > 0 || chosen.length < 2) return selection;
  const count = chosen.length;
  const take = limitBeforeSuperlative(count, context);
  if (take === null) return selection;
  const order = findOrder({ ...search, whole: false }, context) ?? askSaidOrder(problem, items, variable, context);
  if (order === null) return selection;
  return {
    ...selection,
    expr: { $: 'sort', in: selection.expr, as: order.as, by: order.by, take },
    // Words that the user said and that nothing else uses make it no dearer.
    cost: Math.max(0.2, selection.cost + order.cost - SAID_LIMIT),
    status: selection.status === 'proved' ? order.status : selection.status,
    label: `the first ${count} of ${selection.label} by ${order.label}`,
    doubts: [...selection.doubts, ...order.doubts],
  };
}

const SAID_LIMIT = 6;

/** The order that the user named, where the recording shows another one; null where they named no member. */
function askSaidOrder(problem: SelectionProblem, items: Items, variable: string, context: DraftContext): Order | null {
  const said = saidOrder(items, problem.chosen[0]?.length ?? 0, context);
  if (said === null) return null;
  const answer = context.questions.ask({
    kind: 'said-order',
    about: problem.about,
    text: `You said "${said.words}", and the recording had no more ${nounOf(problem.list)} than these, in another order. Should more of them be left out in another run?`,
    options: [
      { id: 'first', label: `Yes, only the first ${problem.chosen[0]?.length ?? 0} by ${said.member.label}` },
      { id: 'all', label: 'No, take all of them' },
      SOMETHING_ELSE,
    ],
    default: 'first',
    weight: problem.weight * 0.4,
  });
  if (answer.option === 'all') return null;
  const { member, order } = said;
  return {
    as: variable,
    by: [{ key: member.expr, order }],
    cost: 3,
    label: member.label,
    status: answer.answered ? 'asked' : 'assumed',
    doubts: [answer.id],
  };
}

/** The number that the user put before a word that puts first, `the 4 with the lowest weight`, where it is this one. */
export function limitBeforeSuperlative(count: number, { prompt, inputs }: DraftContext): Expr | null {
  const limit = prompt.numbers().find(({ value, span }) => {
    const text = prompt.turns.find((turn) => turn.id === span.turn)?.text ?? '';
    return value === count && isBeforeSuperlative(text.slice(span.end, span.end + 80));
  });
  return limit === undefined
    ? null
    : inputs.refer({ value: limit.value, spans: [limit.span], name: ['limit'], weak: true });
}
