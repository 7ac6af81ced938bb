import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Explanation } from '../../draft/explanation.ts';
import { SOMETHING_ELSE } from '../../draft/question-book.ts';
import { type Target, weightOf } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import type { findPredicates } from '../../items/conditions/find-predicates.ts';
import { nounOf } from '../../items/selection.ts';

export function askPick(
  option: { list: Column; member: Column; chosen: number[][]; cost: number },
  draft: {
    member: (from: Expr) => Expr;
    variable: string;
    predicates: ReturnType<typeof findPredicates>;
    base: Pick<Explanation, 'origin' | 'parts' | 'alternatives'>;
  },
  target: Target,
  context: DraftContext,
): Explanation | null {
  const { list } = option;
  const choices: { id: string; label: string; expr: Expr }[] = [];
  const isFirst = option.chosen.every((indices) => indices.includes(0));
  const isLast = option.chosen.every((indices, row) => {
    const value = list.values[row];
    return Array.isArray(value) && indices.includes(value.length - 1);
  });
  if (isFirst)
    choices.push({
      id: 'first',
      label: `the first of the ${nounOf(list)}`,
      expr: { $: 'fn', name: 'first', args: [list.expr] },
    });
  if (isLast && !isFirst)
    choices.push({
      id: 'last',
      label: `the last of the ${nounOf(list)}`,
      expr: { $: 'fn', name: 'last', args: [list.expr] },
    });
  draft.predicates.slice(0, 2).forEach((predicate, index) => {
    choices.push({
      id: `where${index}`,
      label: `the one where ${predicate.label}`,
      expr: { $: 'over', op: 'find', in: list.expr, as: draft.variable, body: predicate.expr },
    });
  });
  const [first] = choices;
  if (first === undefined) return null;
  const answer = context.questions.ask({
    kind: 'pick',
    about: target.about,
    text: `One of the ${nounOf(list)} was used for ${target.words.join(' ')}. Which one should it be next time?`,
    row: target.values[0] ?? null,
    options: [...choices.slice(0, 3).map(({ id, label, expr }) => ({ id, label, expr })), SOMETHING_ELSE],
    default: first.id,
    weight: weightOf(target) * 0.7,
  });
  const taken = choices.find((choice) => choice.id === answer.option) ?? first;
  return {
    ...draft.base,
    expr: draft.member(taken.expr),
    cost: option.cost + 8,
    status: answer.answered ? 'asked' : 'assumed',
    label: `${option.member.label} of ${taken.label}`,
    units: list.units,
    doubts: [answer.id],
  };
}
