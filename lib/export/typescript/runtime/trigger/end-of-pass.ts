import type { PassResult } from '../command/run-pass.ts';
import type { DeliveryEnd } from './delivery-queue.ts';

const FIRST_PAUSE_MS = 10_000;

/** How long somebody waits after so many attempts; doubles each time. */
export function pauseAfter(attempts: number): number {
  return FIRST_PAUSE_MS * 2 ** (attempts - 1);
}

/** What becomes of a delivery after a pass. Null: the agent was stopped on the way. */
export function endOfPass(
  result: PassResult | null,
  { attempts, most }: { readonly attempts: number; readonly most: number },
): DeliveryEnd {
  if (result === null) return { state: 'received', error: 'The agent was stopped.', afterMs: 0 };
  const error = result.error ?? '';
  switch (result.status) {
    case 'succeeded':
      return { state: 'done' };
    case 'waiting':
    case 'stopped':
      return { state: 'waiting', error };
    case 'failed':
      return attempts >= most
        ? { state: 'failed', error }
        : { state: 'received', error, afterMs: pauseAfter(attempts) };
  }
}
