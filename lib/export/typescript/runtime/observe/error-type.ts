import { ToolCallFailure } from '#core/tool/tool-caller.ts';
import { AssertionFailed, ItemsFailed, MissingValue, ToolRefused, Undemonstrated } from '../failures.ts';

const KNOWN = [AssertionFailed, ItemsFailed, MissingValue, ToolRefused, Undemonstrated];

/**
 * `error.type` of what was thrown: few names, the same in every language, and no word of its message. `_OTHER` is what
 * OpenTelemetry says where there is none.
 */
export function errorType(reason: unknown): string {
  if (reason instanceof ToolCallFailure) return (reason.kind === 'refused' && codeOf(reason.cause)) || reason.kind;
  return KNOWN.find((each) => reason instanceof each)?.name ?? '_OTHER';
}

/** Of an error that a server answered over JSON-RPC. */
function codeOf(cause: unknown): string | null {
  return typeof cause === 'object' && cause !== null && 'code' in cause && Number.isInteger(cause.code)
    ? String(cause.code)
    : null;
}
