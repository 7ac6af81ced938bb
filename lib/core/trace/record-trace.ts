import type { JsonObject } from '../json/json.ts';
import type { ToolSpec } from '../tool/tool-spec.ts';
import {
  type CallOutcome,
  TRACE_VERSION,
  type Trace,
  type TraceCall,
  type TraceOrigin,
  type TraceServer,
  type Turn,
} from './trace.ts';

/** What is known of a recording when it begins. */
export interface TraceHeader {
  readonly id: string;
  readonly name?: string;
  readonly now: string;
  readonly timeZone: string;
  readonly locale: string;
}

/** A call whose answer is not there yet. */
export interface BegunCall {
  readonly id: string;
  readonly origin: TraceOrigin;
  readonly turn?: string;
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
  readonly startedAt: string;
}

/**
 * Records one trace in memory. Pure: ids and times are given, order comes from a logical clock that every beginning
 * and every end moves on by one, so that "could have depended on" is decided by comparison alone.
 */
export interface TraceRecorder {
  turn(turn: Turn): void;
  /** Adds a server or replaces what was known of it. */
  server(server: TraceServer): void;
  /** Replaces the snapshot of one server's tools. */
  tools(server: string, tools: readonly ToolSpec[]): void;
  begin(call: BegunCall): void;
  /** Throws where no call of that id is open. */
  end(
    id: string,
    outcome: CallOutcome,
    facts: { readonly durationMs: number; readonly shownCharacters?: number },
  ): TraceCall;
  /** The trace as far as it has come: finished calls only, in the order in which they began. */
  snapshot(): Trace;
  /** Ends the recording. Calls that are still open are kept as `unknown`: they may have been carried out. */
  finish(end: { readonly answer?: string; readonly at: string }): Trace;
}

export function recordTrace(header: TraceHeader): TraceRecorder {
  const turns: Turn[] = [];
  const servers = new Map<string, TraceServer>();
  const tools = new Map<string, readonly ToolSpec[]>();
  const open = new Map<string, BegunCall & { readonly started: number }>();
  const calls: TraceCall[] = [];
  let clock = 0;

  const end: TraceRecorder['end'] = (id, outcome, facts) => {
    const begun = open.get(id);
    if (!begun) throw new Error(`Call "${id}" was ended, but it is not open.`);
    open.delete(id);
    clock += 1;
    const call: TraceCall = { ...begun, ...facts, outcome, ended: clock };
    calls.push(call);
    return call;
  };

  const snapshot = (answer?: string): Trace => ({
    version: TRACE_VERSION,
    ...header,
    turns: [...turns],
    servers: [...servers.values()],
    tools: [...tools.values()].flat(),
    calls: calls.toSorted((a, b) => a.started - b.started),
    ...(answer === undefined ? {} : { answer }),
  });

  return {
    turn: (turn) => void turns.push(turn),
    server: (server) => void servers.set(server.alias, server),
    tools: (server, specs) => void tools.set(server, specs),
    begin: (call) => {
      if (open.has(call.id)) throw new Error(`Call "${call.id}" was begun twice.`);
      clock += 1;
      open.set(call.id, { ...call, started: clock });
    },
    end,
    snapshot: () => snapshot(),
    finish: ({ answer, at }) => {
      for (const [id, call] of [...open]) {
        const durationMs = Math.max(0, Date.parse(at) - Date.parse(call.startedAt));
        const message = 'The recording ended before the answer came.';
        end(id, { status: 'failed', kind: 'unknown', message }, { durationMs });
      }
      return snapshot(answer);
    },
  };
}
