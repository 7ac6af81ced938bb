/** Where a trace comes from or goes on: the headers of W3C Trace Context (https://www.w3.org/TR/trace-context/). */
export interface TraceContext {
  readonly traceparent: string;
  readonly tracestate?: string;
}

/** Names, counts, sizes and keys. Never an argument or an answer, for traces are read by many. */
export type SpanFacts = Readonly<Record<string, string | number | boolean | undefined>>;

export interface SpanStart {
  readonly name: string;
  /** `client`: another process is asked. */
  readonly kind?: 'client' | 'internal';
  readonly facts: SpanFacts;
  /** What it belongs to, where no span is open here: the context that came with the delivery. */
  readonly origin?: TraceContext;
}

/** What is traced. Which span is open follows the asynchronous work. */
export interface Tracing {
  /** Work in a span of its own. Where the work throws, that is the span's error; a run that ended on purpose is none. */
  span<Result>(start: SpanStart, work: () => Promise<Result>): Promise<Result>;
  /** Adds to the open span. With `error.type` it is one that failed. */
  note(facts: SpanFacts): void;
  /** Something that happened within the open span. */
  event(name: string, facts: SpanFacts): void;
  /** The open span, for whoever is called from here. */
  context(): TraceContext | undefined;
  /** The open span, for log lines. */
  ids(): { readonly trace_id: string; readonly span_id: string } | undefined;
}

/** Traces nothing. */
export const untraced: Tracing = {
  span: (_, work) => work(),
  note() {},
  event() {},
  context: () => undefined,
  ids: () => undefined,
};

const TRACEPARENT = /^[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}/;
/** The standard asks for 512 at least. */
const LONGEST_STATE = 512;

/** The trace context among the headers of a request or the fields of a message; names are in small letters. */
export function traceContextIn(headers: Readonly<Record<string, unknown>>): TraceContext | undefined {
  const { traceparent, tracestate } = headers;
  if (typeof traceparent !== 'string' || traceparent.length > 100 || !TRACEPARENT.test(traceparent)) return undefined;
  const state = typeof tracestate === 'string' && tracestate !== '' && tracestate.length <= LONGEST_STATE;
  return { traceparent, ...(state ? { tracestate } : {}) };
}
