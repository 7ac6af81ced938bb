import type { Expr } from '../../../workflow/workflow.ts';
import type { Scope } from '../../columns/scope.ts';
import { SOMETHING_ELSE } from '../../draft/question-book.ts';
import type { Target } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { draftJudgement, longText, sourcesFor, taskOf } from './draft-judgement.ts';
import { JUDGEMENT } from './judgement-words.ts';

/** Whether there is something to be read in every row: a text of several words that rows do not share. */
export function hasTexts(chosen: readonly boolean[], scope: Scope): boolean {
  return sourcesFor(targetOf(chosen, ''), scope).some((source) =>
    source.values.some((value) => longText(value ?? null)),
  );
}

const targetOf = (chosen: readonly boolean[], tool: string): Target => ({
  values: chosen.map((flag) => flag),
  started: chosen.map(() => Number.POSITIVE_INFINITY),
  turns: chosen.map(() => undefined),
  words: ['wanted'],
  tool: [],
  effect: 'write',
  about: [tool, 'condition'],
});

/** A condition that no member of the items decides: a model says yes or no for each. @param asked the question that this is the answer to */
export function judgeCondition(
  chosen: readonly boolean[],
  scope: Scope,
  tool: string,
  context: DraftContext,
  asked?: string,
) {
  const target = targetOf(chosen, tool);
  const sources = sourcesFor(target, scope);
  const step = draftJudgement(
    {
      name: 'wanted',
      task: `${taskOf(context, 'wanted')} Say true where ${tool} should be called for this item, else false.`,
      sources,
      values: target.values,
      output: { type: 'boolean' },
    },
    context,
  );
  const sure = context.prompt.asksFor(JUDGEMENT);
  const doubts: string[] = asked === undefined ? [] : [asked];
  let always = false;
  if (!sure && asked === undefined) {
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
  const expr: Expr = always
    ? { $: 'lit', value: true }
    : {
        $: 'fn',
        name: 'eq',
        args: [
          { $: 'ref', of: 'step', id: step.id },
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
