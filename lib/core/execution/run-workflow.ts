import type { Approver, EffectRecord, Ledger } from '../effects/ledger.ts';
import { ExpressionError } from '../functions/expression-error.ts';
import type { Json, JsonObject, JsonSchema } from '../json/json.ts';
import type { ToolCaller } from '../tool/tool-caller.ts';
import type { ToolResult } from '../tool/tool-result.ts';
import type { RecordedJudgement } from '../workflow/recorded-judgement.ts';
import { allSteps } from '../workflow/walk.ts';
import type { Id, Workflow } from '../workflow/workflow.ts';
import { evaluate } from './evaluate-expression.ts';
import { planMemory } from './plan-memory.ts';
import { resolveInputs } from './resolve-inputs.ts';
import type { EventBody, RunContext } from './run-context.ts';
import type { Divergence, RunEvent, RunMode, RunStatus } from './run-event.ts';
import { RunStopped, StepFailure } from './run-failure.ts';
import { advice } from './run-llm.ts';
import { runSteps } from './run-steps.ts';
import { rootScope } from './scope.ts';

export interface RunOptions {
  readonly workflow: Workflow;
  readonly mode: RunMode;
  /** Values by input name; missing ones take their defaults. */
  readonly inputs: JsonObject;
  readonly config?: JsonObject;
  /** ISO instant that `run.now` is. */
  readonly now: string;
  readonly timeZone: string;
  readonly caller: ToolCaller;
  readonly ledger: Ledger;
  readonly approver: Approver;
  readonly model?: ModelCaller;
  /** What to do where a step needs a model and none is set up; told with the failure. */
  readonly withoutModel?: string;
  /** What was judged while recording: it holds without asking anybody. */
  readonly judged?: readonly RecordedJudgement[];
  /** Answers of the model over runs; without it they are remembered within one run only. */
  readonly memory?: JudgementMemory;
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
  /** Milliseconds since an arbitrary point, and a pause; passed in so that tests own time. */
  readonly clock: RunClock;
  /** The recorded answer to a step's call; gives a plan the shape of what a write that is not sent would answer. */
  readonly exampleOf?: (step: string) => ToolResult | undefined;
}

export interface RunClock {
  readonly milliseconds: () => number;
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** The model behind `llm` steps: data in, data of the schema out. */
export interface ModelCaller {
  answer(request: {
    readonly task: string;
    readonly input: JsonObject;
    readonly output: JsonSchema;
    readonly examples: readonly (readonly [Json, Json])[];
    readonly signal?: AbortSignal;
  }): Promise<Json>;
}

/** Remembers what a model answered, by what it was asked. `keep` has committed when it resolves. */
export interface JudgementMemory {
  recall(key: string): Promise<Json | undefined>;
  keep(key: string, answer: Json): Promise<void>;
}

export interface RunResult {
  readonly status: RunStatus;
  readonly output: Json;
  readonly effects: readonly EffectRecord[];
  readonly error?: string;
  readonly divergence?: Divergence;
  /** In a plan: on what the rest of it depends, and what of it is only supposed. */
  readonly notes?: readonly string[];
}

/**
 * Runs a workflow once. Never rejects: whatever ends a run is in its result. `stopped`: aborted, or an approval was
 * refused; `waiting`: a person must say what became of an effect whose answer was lost; `diverged`: a replay left its
 * recording. The modes are one interpreter: a replay needs a caller that answers from a trace, a plan sends only reads.
 */
export async function runWorkflow(options: RunOptions): Promise<RunResult> {
  return (await perform(options)).result;
}

/** The run, and the first step that lacked a model, if one did. */
async function perform(options: RunOptions): Promise<{ readonly result: RunResult; readonly unasked: Id | null }> {
  const { workflow, mode, clock, now } = options;
  const began = clock.milliseconds();
  const emit = (event: EventBody): void => {
    options.onEvent?.({ at: Math.max(0, clock.milliseconds() - began), ...event });
  };
  let calls = 0;
  let unasked: Id | null = null;
  const context: RunContext = {
    options,
    emit,
    effects: new Map(),
    occurrences: new Map(),
    judgements: new Map(),
    missModel: (step) => {
      unasked ??= step;
    },
    plan: planMemory(),
    nextCallId: (step) => {
      calls += 1;
      return `${step}#${calls}`;
    },
  };
  const end = (result: Omit<RunResult, 'effects' | 'notes'>) => {
    if (result.divergence) emit({ type: 'diverged', divergence: result.divergence });
    const { status, output, error } = result;
    emit({ type: 'run-ended', status, output, ...(error === undefined ? {} : { error }) });
    const notes = [...context.plan.notes];
    const all = { ...result, effects: [...context.effects.values()], ...(notes.length === 0 ? {} : { notes }) };
    return { result: all, unasked };
  };

  const inputs = resolveInputs(workflow.inputs, options.inputs, 'input');
  const config = resolveInputs(workflow.config ?? [], options.config ?? {}, 'setting');
  emit({ type: 'run-started', mode, inputs: inputs.ok ? inputs.values : options.inputs, now });
  if (!inputs.ok) return end({ status: 'failed', output: null, error: inputs.problem });
  if (!config.ok) return end({ status: 'failed', output: null, error: config.problem });

  const lacking = mode === 'apply' && !options.model ? await stepThatLacksAModel(options) : null;
  if (lacking !== null) {
    const error = `Step "${lacking}" needs a model, and none is set up. Nothing was changed.${advice(context)}`;
    return end({ status: 'failed', output: null, error });
  }

  const scope = rootScope({
    inputs: inputs.values,
    config: config.values,
    now,
    timeZone: options.timeZone,
    planning: mode === 'plan',
  });
  try {
    await runSteps(context, workflow.body, scope, { path: [], labels: [] });
    return end({ status: 'succeeded', output: workflow.output ? evaluate(workflow.output, scope) : null });
  } catch (reason) {
    return end(endingOf(reason));
  }
}

/**
 * The step for which an apply without a model would stop half-way, or null where it gets by with what was answered
 * before. Found out by a plan, which changes nothing; what a plan cannot see to its end counts as needing one.
 */
async function stepThatLacksAModel(options: RunOptions): Promise<Id | null> {
  const judging = allSteps(options.workflow.body).find((step) => step.do === 'llm');
  if (!judging) return null;
  const { result, unasked } = await perform({ ...options, mode: 'plan', onEvent: undefined });
  return unasked ?? (result.status === 'succeeded' ? null : judging.id);
}

function endingOf(reason: unknown): Omit<RunResult, 'effects'> {
  if (reason instanceof RunStopped) {
    const { status, message: error, divergence } = reason;
    return { status, output: null, error, ...(divergence ? { divergence } : {}) };
  }
  if (reason instanceof StepFailure) return { status: 'failed', output: null, error: reason.message };
  if (reason instanceof ExpressionError) return { status: 'failed', output: null, error: `Output: ${reason.message}` };
  throw reason;
}
