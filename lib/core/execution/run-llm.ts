import { canonicalJson } from '../json/canonical.ts';
import { jsonEqual } from '../json/equal.ts';
import type { Json, JsonObject } from '../json/json.ts';
import type { LlmStep, StepCommon } from '../workflow/workflow.ts';
import { schemaProblem } from './check-schema.ts';
import { holds } from './evaluate-expression.ts';
import { madeUpData } from './plan-memory.ts';
import type { RunContext, StepPlace } from './run-context.ts';
import { RunStopped, StepFailure } from './run-failure.ts';
import { innerScope, type Scope } from './scope.ts';
import { argsOf, located } from './step-values.ts';

/** A model that answers in the wrong form this often will not answer in the right one. */
const ATTEMPTS = 3;

/**
 * A judgement: data in, data out. An input that was recorded has its recorded answer, so that a replay needs no model
 * and a person's example is never overruled; equal inputs get equal answers within a run. Answers that do not fit the
 * schema or the checks are asked for again and then fail the step.
 */
export async function runLlm(
  context: RunContext,
  step: StepCommon & LlmStep,
  scope: Scope,
  place: StepPlace,
): Promise<Json> {
  const input = argsOf(step, ['input'], step.input, scope, place);
  const shown = step.examples?.find(([example]) => jsonEqual(example, input));
  if (shown) return shown[1];
  if (context.options.mode === 'plan' && context.plan.usesMadeUp(Object.values(step.input))) {
    context.plan.madeUp.add(step.id);
    return madeUpData(step.id, step.examples?.[0]?.[1]);
  }
  if (context.options.mode === 'replay') {
    const message = `Step "${step.id}": the recording holds no judgement of this input.`;
    throw new RunStopped('diverged', message, {
      step: step.id,
      path: place.path,
      server: '',
      tool: 'llm',
      args: input,
      kind: 'extra',
      message,
    });
  }
  const key = canonicalJson([step.task, input, step.output]);
  const known = context.judgements.get(key) ?? judge(context, step, input, scope, place);
  context.judgements.set(key, known);
  return known;
}

async function judge(
  context: RunContext,
  step: StepCommon & LlmStep,
  input: JsonObject,
  scope: Scope,
  place: StepPlace,
): Promise<Json> {
  const { model, signal } = context.options;
  const fail = (message: string, cause?: unknown) =>
    new StepFailure({ step: step.id, path: place.path }, `Step "${step.id}": ${message}`, { cause });
  if (!model) throw fail('it needs a model, and none is set up.');
  let problem = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const request = { task: step.task, input, output: step.output, examples: step.examples ?? [], signal };
    const answer = await model.answer(request).catch((reason: unknown) => {
      throw fail(`the model gave no answer: ${reason instanceof Error ? reason.message : String(reason)}`, reason);
    });
    const wrong = schemaProblem(answer, step.output) ?? failedCheck(step, answer, scope, place);
    if (wrong === null) return answer;
    problem = wrong;
  }
  throw fail(`the model's answer does not fit, ${ATTEMPTS} times: ${problem}`);
}

/** Checks see the answer as the value of the step itself. */
function failedCheck(step: StepCommon & LlmStep, answer: Json, scope: Scope, place: StepPlace): string | null {
  const inner = innerScope(scope);
  inner.steps.set(step.id, answer);
  const at = (step.checks ?? []).findIndex(
    (check, index) => !located(step, ['checks', index], place, () => holds(check, inner)),
  );
  return at < 0 ? null : `check ${at + 1} does not hold for ${JSON.stringify(answer).slice(0, 80)}.`;
}
