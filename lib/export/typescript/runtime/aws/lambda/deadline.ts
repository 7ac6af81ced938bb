import type { LambdaContext } from './lambda-events.ts';

export interface Deadline {
  /** Aborted as soon as too little time is left to begin anything more. */
  readonly signal: AbortSignal;
  clear(): void;
}

/**
 * Ends the work of an invocation while there is still time to let a write that is under way be answered, and to record
 * it. Throws where the function's limit leaves no time for any work at all.
 * @param reserveMs what a write and its record may take
 */
export function deadlineOf(context: LambdaContext, reserveMs: number): Deadline {
  const left = context.getRemainingTimeInMillis();
  if (left <= reserveMs) {
    throw new Error(
      `Of this invocation ${Math.round(left / 1000)} s are left, and DEADLINE_RESERVE_SECONDS keeps ${reserveMs / 1000} s for a write under way. Give the function a longer Timeout.`,
    );
  }
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), left - reserveMs);
  return { signal: stop.signal, clear: () => clearTimeout(timer) };
}
