import { AsyncLocalStorage } from 'node:async_hooks';
import type { JsonObject } from '#core/json/json.ts';
import type { ToolProgress } from '#core/tool/tool-caller.ts';
import type { InputRequest } from './server-input.ts';

/** The raw result member of a response, before any schema of the SDK has touched it. */
export interface RawAnswer {
  readonly result: Readonly<Record<string, unknown>>;
  /** Text of the whole response message, where the transport has it and nobody has taken it over yet. */
  text?: string;
}

export interface RpcErrorAnswer {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/**
 * One request of ours and all that went over the wire for it: several JSON-RPC ids where the server asks for more
 * rounds (2026-07-28). Filled by the transport tap, so that nothing that the SDK drops or rewrites is lost.
 */
export interface Exchange {
  readonly ids: Set<string | number>;
  /** True where the transport could not send the last request of it. */
  sendFailed: boolean;
  answers: RawAnswer[];
  error: RpcErrorAnswer | null;
  /** HTTP status of the last response, and what `fetch` said where there was none. */
  httpStatus: number | null;
  httpContentType: string | null;
  fetchError: unknown;
  readonly onActivity?: () => void;
  readonly onProgress?: (progress: ToolProgress) => void;
  /** The answer can no longer come: give up with this reason. */
  readonly onLost?: (reason: string) => void;
  /** The message as text where the transport has it, otherwise as it was parsed or will be written. */
  readonly onMessage?: (direction: 'sent' | 'received', message: string | object) => void;
  /** The server asks something before it answers; `signal` ends when it takes the question back. */
  readonly onInput?: (request: InputRequest, signal: AbortSignal) => Promise<JsonObject>;
  readonly onLog?: (message: JsonObject) => void;
}

/** The exchange that the running code belongs to; the SDK's own code in between carries it along. */
export const currentExchange = new AsyncLocalStorage<Exchange>();

export function createExchange(
  listeners: Pick<Exchange, 'onActivity' | 'onProgress' | 'onLost' | 'onMessage' | 'onInput' | 'onLog'> = {},
): Exchange {
  return {
    ids: new Set(),
    sendFailed: false,
    answers: [],
    error: null,
    httpStatus: null,
    httpContentType: null,
    fetchError: null,
    ...listeners,
  };
}
