import type { Expr, Step } from '../../../workflow/workflow.ts';
import type { Scope } from '../../columns/scope.ts';
import { SOMETHING_ELSE } from '../../draft/question-book.ts';
import type { Target } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { examplesOf, inputName, sourcesFor, taskOf } from './judge-input.ts';
import { JUDGEMENT } from './judgement-words.ts';

/** A condition that no member of the items decides: a model says yes or no for each. */
export function judgeCondition(
  chosen: readonly boolean[],
  scope: Scope,
  key: string,
  tool: string,
  context: DraftContext,
) {
  const target: Target = {
    values: chosen.map((flag) => flag),
    started: chosen.map(() => Number.POSITIVE_INFINITY),
    turns: chosen.map(() => undefined),
    words: ['wanted'],
    tool: [],
    effect: 'write',
    about: [tool, 'condition'],
  };
  const sources = sourcesFor(target, scope);
  const id = `judge$${context.judgements.length + 1}`;
  context.judgements.push({ id, name: 'wanted' });
  const input: Record<string, Expr> = {};
  sources.forEach((column, index) => {
    input[inputName(column, index, input)] = column.expr;
  });
  const step: Step = {
    id,
    do: 'llm',
    task: `${taskOf(context, 'wanted')} Say true where ${tool} should be called for this item, else false.`,
    input,
    output: { type: 'boolean' },
    examples: examplesOf(sources, Object.keys(input), target.values),
  };
  const sure = context.prompt.asksFor(JUDGEMENT);
  const doubts: string[] = [];
  let always = false;
  if (!sure) {
    const answer = context.questions.ask({
      kind: 'condition',
      about: [tool, 'condition'],
      text: `${tool} was called for ${chosen.filter(Boolean).length} of ${chosen.length} items, and no member of them says which. What decides?`,
      options: [
        { id: 'model', label: 'A model judges each item' },
        { id: 'all', label: 'Do it for all of them' },
        SOMETHING_ELSE,
      ],
      default: 'model',
      weight: 20,
    });
    doubts.push(answer.id);
    always = answer.option === 'all';
  }
  void key;
  const expr: Expr = always
    ? { $: 'lit', value: true }
    : {
        $: 'fn',
        name: 'eq',
        args: [
          { $: 'ref', of: 'step', id },
          { $: 'lit', value: true },
        ],
      };
  return {
    expr,
    label: always ? 'always' : 'a model says so',
    status: 'assumed' as const,
    doubts,
    before: always ? [] : [step],
  };
}
