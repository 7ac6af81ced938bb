import { canonicalJson } from '../json/canonical.ts';
import { jsonEqual } from '../json/equal.ts';
import { hashJson } from '../json/hash.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { judgedOf } from '../workflow/recorded-judgement.ts';
import type { LlmStep, StepCommon } from '../workflow/workflow.ts';
import { schemaProblem } from './check-schema.ts';
import { holds } from './evaluate-expression.ts';
import { madeUpData } from './plan-memory.ts';
import type { EventBody, RunContext, StepPlace } from './run-context.ts';
import { RunStopped, StepFailure } from './run-failure.ts';
import { innerScope, type Scope } from './scope.ts';
import { argsOf, located } from './step-values.ts';

/** A model that answers in the wrong form this often will not answer in the right one. */
const ATTEMPTS = 3;

type Judged = Extract<EventBody, { type: 'judged' }>;

/** An answer and where it came from. */
type Judgement = Pick<Judged, 'answer' | 'from' | 'attempts'>;

/** One question at one place of a run. */
interface Asked {
  readonly step: StepCommon & LlmStep;
  readonly input: JsonObject;
  readonly scope: Scope;
  readonly place: StepPlace;
}

/**
 * A judgement: data in, data out. An input that was recorded has its recorded answer, so that a replay needs no model
 * and a person's example is never overruled. What was answered before is not asked again, within a run and, where the
 * host remembers, over runs: a plan and its apply decide alike, and a resumed run goes the way it went. Answers that do
 * not fit the schema or the checks are asked for again and then fail the step.
 */
export async function runLlm(
  context: RunContext,
  step: StepCommon & LlmStep,
  scope: Scope,
  place: StepPlace,
): Promise<Json> {
  const asked: Asked = { step, input: argsOf(step, ['input'], step.input, scope, place), scope, place };
  const began = context.options.clock.milliseconds();
  const { answer, from, attempts } = await judgementOf(context, asked);
  context.emit({
    type: 'judged',
    step: step.id,
    path: place.path,
    task: step.task,
    input: asked.input,
    answer,
    from,
    ...(attempts === undefined ? {} : { attempts }),
    durationMs: Math.max(0, context.options.clock.milliseconds() - began),
  });
  return answer;
}

async function judgementOf(context: RunContext, asked: Asked): Promise<Judgement> {
  const { step, input } = asked;
  const { mode, model, judged = [] } = context.options;
  const shown = step.examples?.find(([example]) => jsonEqual(example, input));
  if (shown) return { answer: shown[1], from: 'recording' };
  const recorded = judgedOf(judged, { task: step.task, input });
  if (recorded && problemOf(asked, recorded.answer) === null) return { answer: recorded.answer, from: 'recording' };
  if (mode === 'plan' && context.plan.usesMadeUp(Object.values(step.input))) {
    if (!model) context.missModel(step.id);
    context.plan.madeUp.add(step.id);
    return { answer: madeUpData(step.id, step.examples?.[0]?.[1]), from: 'made-up' };
  }
  if (mode === 'replay') throw unrecorded(asked);
  const key = canonicalJson([step.task, input, step.output]);
  const before = context.judgements.get(key);
  if (before) return { answer: (await before).answer, from: 'earlier' };
  const judging = judge(context, asked);
  context.judgements.set(key, judging);
  return judging;
}

function unrecorded({ step, input, place }: Asked): RunStopped {
  const message = `Step "${step.id}": the recording holds no judgement of this input.`;
  return new RunStopped('diverged', message, {
    step: step.id,
    path: place.path,
    server: '',
    tool: 'llm',
    args: input,
    kind: 'extra',
    message,
  });
}

/** What was remembered, where it still fits; else the model's answer, remembered before anything is done with it. */
async function judge(context: RunContext, asked: Asked): Promise<Judgement> {
  const { step, input, place } = asked;
  const { model, memory, signal } = context.options;
  const key = hashJson([step.task, input, step.output, step.examples ?? []]);
  const remembered = await memory?.recall(key);
  if (remembered !== undefined && problemOf(asked, remembered) === null) {
    return { answer: remembered, from: 'earlier' };
  }
  const fail = (message: string, cause?: unknown) =>
    new StepFailure({ step: step.id, path: place.path }, `Step "${step.id}": ${message}`, { cause });
  if (!model) {
    context.missModel(step.id);
    throw fail(`it needs a model, and none is set up.${advice(context)}`);
  }
  let problem = '';
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const request = { task: step.task, input, output: step.output, examples: step.examples ?? [], signal };
    const answer = await model.answer(request).catch((reason: unknown) => {
      if (signal?.aborted) throw new RunStopped('stopped', 'The run was stopped.');
      throw fail(`the model gave no answer: ${reason instanceof Error ? reason.message : String(reason)}`, reason);
    });
    const wrong = problemOf(asked, answer);
    if (wrong === null) {
      await memory?.keep(key, answer);
      return { answer, from: 'model', attempts: attempt };
    }
    problem = wrong;
  }
  throw fail(`the model's answer does not fit, ${ATTEMPTS} times: ${problem}`);
}

/** What to do where no model is set up, as the host says it; with a space before it. */
export function advice(context: RunContext): string {
  const { withoutModel } = context.options;
  return withoutModel === undefined ? '' : ` ${withoutModel}`;
}

function problemOf({ step, scope, place }: Asked, answer: Json): string | null {
  return schemaProblem(answer, step.output) ?? failedCheck(step, answer, scope, place);
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
