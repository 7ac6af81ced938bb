import type { JsonObject } from '../json/json.ts';
import type { ToolRef } from './tool-ref.ts';
import type { ToolResult } from './tool-result.ts';

export interface ToolCallRequest extends ToolRef {
  readonly args: JsonObject;
}

export interface ToolCallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ToolProgress) => void;
  /** The id under which the call is recorded; a live caller keeps its raw messages under it. */
  readonly callId?: string;
}

export interface ToolProgress {
  readonly progress: number;
  readonly total?: number;
  readonly message?: string;
}

/**
 * The one port to the outside: live servers, a recorded trace, and a plan that captures writes all look like this.
 * Resolves with the server's answer, `isError` included. Rejects with {@link ToolCallFailure} where there is no answer.
 */
export interface ToolCaller {
  call(request: ToolCallRequest, options?: ToolCallOptions): Promise<ToolResult>;
}

/**
 * Why there is no answer:
 * - `not-sent`: proven never to have reached the server; safe to repeat.
 * - `unknown`: sent, answer lost; the tool may have run. Never repeated silently.
 * - `cancelled`: stopped by the user before it was sent.
 * - `refused`: policy, approval or a changed tool definition forbade it.
 * - `diverged`: a replay has no recorded answer for this call.
 */
export type ToolCallFailureKind = 'not-sent' | 'unknown' | 'cancelled' | 'refused' | 'diverged';

export class ToolCallFailure extends Error {
  override readonly name = 'ToolCallFailure';
  readonly kind: ToolCallFailureKind;
  readonly request: ToolCallRequest;

  constructor(kind: ToolCallFailureKind, request: ToolCallRequest, message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.request = request;
  }
}
