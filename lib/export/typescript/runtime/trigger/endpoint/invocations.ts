import { randomUUID } from 'node:crypto';
import { jsonEqual } from '#core/json/equal.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { RunResults } from '../../ledger/run-results.ts';
import type { TraceContext } from '../../observe/tracing.ts';
import { type DeclaredInput, resolveInputs } from '../../resolve-inputs.ts';
import { sleep } from '../../sleep.ts';
import type { DeliveryQueue } from '../delivery-queue.ts';
import { type KeptResult, type RunReport, reportOf } from './run-report.ts';

export interface Invocations {
  /**
   * Asks for a run and waits for its end, at most `waitMs`. One `key` is one run, whoever asks and however often;
   * without a key a run with equal inputs that has not ended is joined where `join` says so, else a new one begins.
   */
  invoke(
    inputs: JsonObject,
    options: {
      readonly key?: string;
      readonly join?: boolean;
      readonly waitMs: number;
      /** The caller's, for a run that begins by this call. */
      readonly trace?: TraceContext;
    },
  ): Promise<InvocationResult>;
  /** Null where there is no such run. */
  report(run: string): Promise<RunReport | null>;
}

export type InvocationResult =
  | { readonly report: RunReport }
  /** Nothing was begun: the inputs do not fit, the key belongs to other inputs, or too many runs wait already. */
  | { readonly refused: 'inputs' | 'key' | 'busy'; readonly reason: string };

export interface InvocationParts {
  readonly inputs: readonly DeclaredInput[];
  readonly mode: KeptResult['mode'];
  readonly queue: DeliveryQueue;
  readonly results: RunResults;
  /** Runs that may wait; more are refused. */
  readonly mostWaiting: number;
  /** A run was asked for. */
  readonly onDelivery: () => void;
  /** Nobody waits any longer when it fires: the agent stops, and says how far the run is. */
  readonly stopped: AbortSignal;
}

const FIRST_LOOK_MS = 20;
const LONGEST_PAUSE_MS = 500;

/** A delivery that somebody waits for. Its failure is told and not tried again: whoever asked decides that. */
export function isInvoked(delivery: string): boolean {
  return delivery.startsWith('invoke:');
}

export function createInvocations(parts: InvocationParts): Invocations {
  const { queue, results, mode } = parts;

  async function begin(
    inputs: JsonObject,
    { key, join, trace }: { readonly key?: string; readonly join?: boolean; readonly trace?: TraceContext },
  ): Promise<string | Extract<InvocationResult, { refused: string }>> {
    const problem = inputsProblem(parts.inputs, inputs);
    if (problem !== null) return { refused: 'inputs', reason: problem };
    const under = join ? await queue.unended('invoke:', inputs) : null;
    if (under !== null) return under;
    const run = `invoke:${key ?? randomUUID()}`;
    const before = await queue.look(run);
    if (before === null && (await queue.length()) >= parts.mostWaiting) {
      return { refused: 'busy', reason: `${parts.mostWaiting} runs wait already. Ask again later.` };
    }
    if (before === null && (await queue.add(run, inputs, trace))) {
      parts.onDelivery();
      return run;
    }
    const taken = before ?? (await queue.look(run));
    return taken && jsonEqual(taken.inputs, inputs)
      ? run
      : { refused: 'key', reason: 'This Idempotency-Key was used with other inputs.' };
  }

  async function report(run: string): Promise<RunReport | null> {
    const delivery = isInvoked(run) ? await queue.look(run) : null;
    if (delivery === null) return null;
    const kept = (await results.get(run)) as KeptResult | undefined;
    return reportOf(run, { ...delivery, kept, mode });
  }

  return {
    report,
    async invoke(inputs, { waitMs, ...options }) {
      const run = await begin(inputs, options);
      if (typeof run !== 'string') return run;
      const until = performance.now() + waitMs;
      for (let pause = FIRST_LOOK_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
        const over = performance.now() >= until || parts.stopped.aborted;
        const now = await report(run);
        if (now === null) throw new Error(`The run ${run} is gone from the ledger.`);
        if (over || (now.status !== 'queued' && now.status !== 'running')) return { report: now };
        await sleep(Math.max(0, Math.min(pause, until - performance.now())), parts.stopped).catch(() => {});
      }
    },
  };
}

function inputsProblem(declared: readonly DeclaredInput[], given: JsonObject): string | null {
  try {
    resolveInputs(declared, given, 'input');
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
