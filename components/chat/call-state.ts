import type { PendingCall } from '#core/live/studio-event.ts';
import type { TraceCall } from '#core/trace/trace.ts';

/** How a call stands, in one word for its line and its icon. */
export type CallState = 'writing' | 'waiting' | 'approval' | 'running' | 'done' | 'failed' | 'denied' | 'unknown';

/** The state of a call from what the page knows of it; `writing` while the model still writes its arguments. */
export function callState(call: TraceCall | undefined, pending: PendingCall | undefined): CallState {
  if (call) {
    if (call.outcome.status === 'answered') return call.outcome.result.isError ? 'failed' : 'done';
    if (call.outcome.kind === 'refused') return 'denied';
    return call.outcome.kind === 'unknown' ? 'unknown' : 'failed';
  }
  return pending?.state ?? 'writing';
}

export const STATE_WORDS: Readonly<Record<CallState, string>> = {
  writing: 'being written',
  waiting: 'waiting',
  approval: 'waits for your approval',
  running: 'running',
  done: 'done',
  failed: 'failed',
  denied: 'not allowed',
  unknown: 'no answer came; it may have happened',
};
