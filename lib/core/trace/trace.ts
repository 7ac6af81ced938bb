import type { JsonObject } from '../json/json.ts';
import type { ToolCallFailureKind } from '../tool/tool-caller.ts';
import type { ToolRef } from '../tool/tool-ref.ts';
import type { ToolResult } from '../tool/tool-result.ts';
import type { ToolSpec } from '../tool/tool-spec.ts';

export const TRACE_VERSION = 1;

/** Who made a call: the model of the chat, an outside agent through the gateway, a person by hand, an import, a run. */
export type TraceOrigin = 'chat' | 'gateway' | 'hand' | 'import' | 'run';

/**
 * The record of a prototype or of a run: all that is needed to derive a program and to answer a replay.
 * Written by `recordTrace`, never edited. Source: reference "trace-to-program" §2.0.
 */
export interface Trace {
  readonly version: typeof TRACE_VERSION;
  readonly id: string;
  readonly name?: string;
  /** ISO instant at which recording began; "last 7 days" cannot be understood without it. */
  readonly now: string;
  /** IANA zone, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
  /** BCP 47, e.g. `en-GB`. */
  readonly locale: string;
  /** What was said, in order. The user's text grounds inputs and filters. */
  readonly turns: readonly Turn[];
  readonly servers: readonly TraceServer[];
  /** Snapshot of the tools on offer, with the user's effect classes. */
  readonly tools: readonly ToolSpec[];
  readonly calls: readonly TraceCall[];
  /** The assistant's last text, if the recording ended with one. */
  readonly answer?: string;
}

export interface Turn {
  readonly id: string;
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly at: string;
}

export interface TraceServer {
  readonly alias: string;
  readonly name?: string;
  readonly version?: string;
  readonly protocolVersion?: string;
}

export interface TraceCall extends ToolRef {
  readonly id: string;
  readonly origin: TraceOrigin;
  /** Assistant turn that emitted the call. Calls of one turn cannot depend on each other's results. */
  readonly turn?: string;
  readonly args: JsonObject;
  readonly outcome: CallOutcome;
  /** Logical clock of the recording: a call can only depend on calls whose `ended` is before its `started`. */
  readonly started: number;
  readonly ended: number;
  /** ISO instants and wall time, for people. */
  readonly startedAt: string;
  readonly durationMs: number;
  /** How many characters of the result's text the model was shown; absent means all of it. */
  readonly shownCharacters?: number;
}

export type CallOutcome =
  | { readonly status: 'answered'; readonly result: ToolResult }
  | { readonly status: 'failed'; readonly kind: ToolCallFailureKind; readonly message: string };
