import type { ToolAnswer } from '#core/live/chat-message.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import { showResult } from './show-result.ts';

/** What the model is told of a recorded call. A call without an answer tells why, and whether it may have happened. */
export function showOutcome(call: TraceCall): ToolAnswer {
  const { outcome, id } = call;
  if (outcome.status === 'answered') {
    return { ...showResult(outcome.result, id), isError: outcome.result.isError === true, call: id };
  }
  const warning =
    outcome.kind === 'unknown' ? ' It may have happened all the same: look before you make this call again.' : '';
  return { text: `${outcome.message}${warning}`, isError: true, call: id };
}
