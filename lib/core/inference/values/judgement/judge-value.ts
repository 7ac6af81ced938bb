import { jsonEqual } from '../../../json/equal.ts';
import type { Scope } from '../../columns/scope.ts';
import { constant, type Explanation } from '../../draft/explanation.ts';
import { SOMETHING_ELSE } from '../../draft/question-book.ts';
import type { Target } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { camelName } from '../../words/words.ts';
import { draftJudgement, sourcesFor, taskOf } from './draft-judgement.ts';
import { outputSchema } from './judge-output.ts';
import { JUDGEMENT } from './judgement-words.ts';
import { unexplainedConstant } from './unexplained-constant.ts';

/**
 * What nothing known explains: a fixed value where it never changed and is short, else a judgement by a model with the
 * data that was at hand, bounded to the receiving argument.
 */
export function judgeValue(target: Target, scope: Scope, name: string, context: DraftContext): Explanation {
  const [first] = target.values;
  const same = target.values.every((value) => jsonEqual(value, first ?? null));
  const text = typeof first === 'string' ? first : '';
  const prose = text.length >= 40 && text.split(/\s+/).length >= 6;
  const sources = sourcesFor(target, scope);
  if (same && (sources.length === 0 || !prose || !context.prompt.asksFor(JUDGEMENT))) {
    return unexplainedConstant(first ?? null, target, { name, scope }, context);
  }
  if (sources.length === 0) {
    context.findings.push({
      rule: 'unexplained-value',
      severity: 'warning',
      message: `Nothing recorded explains "${name}": its values differ from call to call. The first recorded value is used.`,
    });
    return { ...constant(first ?? null, 'nothing recorded explains it', 40), status: 'assumed' };
  }
  const step = draftJudgement(
    {
      name: camelName(target.words, 'judgement'),
      task: taskOf(context, name),
      sources,
      values: target.values,
      output: outputSchema(target, context),
    },
    context,
  );
  context.notes.push({
    step: step.id,
    status: 'assumed',
    text: `No value or rule gives "${name}"; a model judges it from ${sources.map((column) => column.label).join(', ')}.`,
  });
  return {
    expr: { $: 'ref', of: 'step', id: step.id },
    cost: 30,
    origin: 'judgement',
    status: 'assumed',
    label: `a judgement about ${sources.map((column) => column.label).join(', ')}`,
    parts: sources.map((column) => ({ kind: 'column', column })),
    units: sources.flatMap((column) => column.units),
    doubts: context.prompt.asksFor(JUDGEMENT) ? [] : [askJudgement(target, name, context)],
    alternatives: [],
    before: [step],
  };
}

/** A judgement that the user did not ask for in words may be a rule that was not recognised. */
function askJudgement(target: Target, name: string, context: DraftContext): string {
  return context.questions.ask({
    kind: 'judgement',
    about: target.about,
    text: `No recorded value and no rule gives ${name} (${target.values
      .slice(0, 3)
      .map((value) => JSON.stringify(value).slice(0, 40))
      .join(', ')}). Should a model judge it in every run?`,
    row: target.values[0] ?? null,
    options: [
      { id: 'model', label: 'Yes, a model judges it' },
      { ...SOMETHING_ELSE, label: 'No, it follows from something else: keep the default, edit it by hand' },
    ],
    default: 'model',
    weight: 15,
  }).id;
}
