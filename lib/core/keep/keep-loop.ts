import { type KeepMemory, LostLead } from './keep-memory.ts';
import type { KeepReport } from './keep-report.ts';
import { conditionsAfter } from './keep-state.ts';

export interface KeepLoopOptions {
  readonly pass: () => Promise<KeepReport>;
  readonly memory: KeepMemory;
  /** Pause between the starts of two passes, in milliseconds; up to a tenth more or less, so that loops spread. */
  readonly everyMs: number;
  readonly signal: AbortSignal;
  readonly now: () => string;
  readonly random: () => number;
  /** Ends early, without rejecting, where the signal is aborted. */
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly onReport?: (report: KeepReport) => void;
  /** Another process leads; this one looks again soon. */
  readonly onStandby?: () => void;
  /** A pass broke; the next one begins at its usual time. */
  readonly onFailure?: (reason: unknown) => void;
}

/** How soon a process that does not lead asks again: a leader that died is followed within its lease and this. */
const STANDBY_MS = 10_000;

/** Passes until the signal is aborted; the one under way ends first. One process of those that share a memory leads. */
export async function keepLoop(options: KeepLoopOptions): Promise<void> {
  const { memory, everyMs, signal, sleep } = options;
  try {
    while (!signal.aborted) {
      const began = Date.parse(options.now());
      const led = await turn(options);
      const pause = led ? everyMs * (0.9 + options.random() / 5) : Math.min(STANDBY_MS, everyMs);
      await sleep(Math.max(1000, began + pause - Date.parse(options.now())), signal);
    }
  } finally {
    await memory.resign();
  }
}

/** One pass, if this process leads. What breaks it is told, remembered, and ends nothing. */
async function turn({ memory, pass, now, onReport, onStandby, onFailure }: KeepLoopOptions): Promise<boolean> {
  try {
    if (!(await memory.lead())) {
      onStandby?.();
      return false;
    }
    // Not as an argument: without a listener it would not be evaluated.
    const report = await pass();
    onReport?.(report);
    return true;
  } catch (reason) {
    if (reason instanceof LostLead) {
      onStandby?.();
      return false;
    }
    onFailure?.(reason);
    await rememberFailure(memory, now(), reason).catch(() => {
      // The store itself is in trouble; `onFailure` has told of it.
    });
    return true;
  }
}

async function rememberFailure(memory: KeepMemory, at: string, reason: unknown): Promise<void> {
  const state = await memory.read();
  const { drift, failing } = state.lastReport ?? { drift: 0, failing: 0 };
  const error = reason instanceof Error ? reason.message : String(reason);
  await memory.write({ ...state, conditions: conditionsAfter(state.conditions, { at, drift, failing, error }) });
}
