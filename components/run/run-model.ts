import type { CallView } from '#components/trace/call-view.ts';
import { stateOfOutcome } from '#components/trace/call-view.ts';
import type { EffectHow, EffectState } from '#core/effects/ledger.ts';
import type { Divergence, RunEvent, RunMode, RunStatus } from '#core/execution/run-event.ts';
import type { Json, JsonObject } from '#core/json/json.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';

/** One write of a run as it stands. */
export interface RunEffect {
  readonly key: string;
  readonly step: string;
  readonly path: readonly number[];
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
  readonly effect: EffectClass;
  readonly state: EffectState;
  readonly how?: EffectHow;
  readonly error?: string;
  /** Index of the event at which it came up. */
  readonly seen: number;
}

/** One question to the model, or an answer that was known. */
export interface RunJudgement extends Omit<Extract<RunEvent, { type: 'judged' }>, 'at' | 'type'> {
  readonly id: string;
}

export interface RunStep {
  readonly started: number;
  readonly ended: number;
  readonly failed: number;
  readonly message?: string;
}

export interface RunCall extends CallView {
  readonly step: string;
  readonly path: readonly number[];
}

/** A run as far as a number of its events tell. */
export interface RunModel {
  readonly mode: RunMode | null;
  readonly status: RunStatus;
  readonly steps: ReadonlyMap<string, RunStep>;
  readonly calls: readonly RunCall[];
  readonly effects: readonly RunEffect[];
  readonly judgements: readonly RunJudgement[];
  readonly divergence: Divergence | null;
  readonly output: Json;
  readonly error: string | null;
  /** How often it was resumed. */
  readonly resumed: number;
  /** Milliseconds since its (last) start. */
  readonly at: number;
}

/**
 * Folds events, in order, into how the run stood after them. A resumed run begins anew; its effects live on. `wholeAt`
 * says where all of an event is that is only begun here.
 */
export function runModel(
  events: readonly RunEvent[],
  startedAt: string,
  wholeAt: (index: number) => string | undefined = () => undefined,
): RunModel {
  const began = Date.parse(startedAt);
  let steps = new Map<string, RunStep>();
  let calls = new Map<string, RunCall>();
  let judgements: RunJudgement[] = [];
  const effects = new Map<string, RunEffect>();
  let model = {
    mode: null as RunMode | null,
    status: 'running' as RunStatus,
    divergence: null as Divergence | null,
    output: null as Json,
    error: null as string | null,
  };
  let starts = 0;
  const count = (id: string, part: (step: RunStep) => RunStep) => {
    steps.set(id, part(steps.get(id) ?? { started: 0, ended: 0, failed: 0 }));
  };
  for (const [index, event] of events.entries()) {
    switch (event.type) {
      case 'run-started':
        starts += 1;
        steps = new Map();
        calls = new Map();
        judgements = [];
        model = { mode: event.mode, status: 'running', divergence: null, output: null, error: null };
        break;
      case 'step-started':
        count(event.step, (step) => ({ ...step, started: step.started + 1 }));
        break;
      case 'step-ended':
        count(event.step, (step) => ({ ...step, ended: step.ended + 1 }));
        break;
      case 'step-failed':
        count(event.step, (step) => ({ ...step, failed: step.failed + 1, message: event.message }));
        break;
      case 'call-started':
        calls.set(event.call, {
          id: event.call,
          step: event.step,
          path: event.path,
          server: event.server,
          tool: event.tool,
          args: event.args,
          origin: 'run',
          effect: event.effect,
          state: 'running',
          started: index,
          startedAt: new Date(began + event.at).toISOString(),
        });
        break;
      case 'call-ended': {
        const call = calls.get(event.call);
        const outcome = { status: 'answered', result: event.result } as const;
        const whole = wholeAt(index);
        if (call)
          calls.set(event.call, {
            ...call,
            outcome,
            state: stateOfOutcome(outcome),
            ended: index,
            durationMs: event.durationMs,
            ...(whole !== undefined && { wholeAt: whole }),
          });
        break;
      }
      case 'call-failed': {
        const call = calls.get(event.call);
        const outcome = { status: 'failed', kind: event.kind, message: event.message } as const;
        if (call)
          calls.set(event.call, {
            ...call,
            outcome,
            state: stateOfOutcome(outcome),
            ended: index,
            durationMs: event.durationMs,
          });
        break;
      }
      case 'effect': {
        const { at: _, type: __, ...effect } = event;
        effects.set(event.key, { ...effect, seen: effects.get(event.key)?.seen ?? index });
        break;
      }
      case 'judged': {
        const { at: _, type: __, ...judgement } = event;
        judgements.push({ ...judgement, id: String(index) });
        break;
      }
      case 'diverged':
        model = { ...model, divergence: event.divergence };
        break;
      case 'run-ended':
        model = { ...model, status: event.status, output: event.output, error: event.error ?? null };
        break;
      default: {
        const never: never = event;
        throw new Error(`Unknown event ${JSON.stringify(never)}.`);
      }
    }
  }
  const at = events.at(-1)?.at ?? 0;
  return {
    ...model,
    steps,
    calls: [...calls.values()],
    effects: [...effects.values()],
    judgements,
    resumed: Math.max(0, starts - 1),
    at,
  };
}
