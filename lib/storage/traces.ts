import type { PendingCall } from '#core/live/studio-event.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import type { CallOutcome, TraceCall, TraceServer, Turn } from '#core/trace/trace.ts';

/** Servers and tools on offer while recording; the last snapshot per prototype is kept. */
export interface Catalogue {
  readonly servers: readonly TraceServer[];
  readonly tools: readonly ToolSpec[];
}

/**
 * What was said and called in a prototype. The store owns the logical clock: `begin` and `finish` each take the next
 * tick of the prototype, in the order in which they commit, also across restarts.
 */
export interface TraceStore {
  turns(prototypeId: string): Promise<readonly Turn[]>;
  /** Adds the turn at the end, or replaces the text of the one with this id (an answer that is still growing). */
  saveTurn(prototypeId: string, turn: Turn): Promise<void>;
  removeTurn(prototypeId: string, id: string): Promise<void>;

  /** Commits the intent to call, before anything is sent. */
  begin(prototypeId: string, call: Omit<PendingCall, 'started'>): Promise<PendingCall>;
  setState(prototypeId: string, id: string, state: PendingCall['state']): Promise<void>;
  /** Commits the outcome, whole. An outcome is final: a second `finish` changes nothing and gives the first back. */
  finish(prototypeId: string, id: string, end: CallEnd): Promise<TraceCall>;
  /** Adds a call that is already over (an import). Takes two ticks. */
  add(prototypeId: string, call: Omit<TraceCall, 'started' | 'ended'>): Promise<TraceCall>;

  /** Finished calls by their logical start. */
  calls(prototypeId: string): Promise<readonly TraceCall[]>;
  call(prototypeId: string, id: string): Promise<TraceCall | null>;
  pending(prototypeId: string): Promise<readonly PendingCall[]>;

  catalogue(prototypeId: string): Promise<Catalogue>;
  saveCatalogue(prototypeId: string, catalogue: Catalogue): Promise<void>;
}

export interface CallEnd {
  readonly outcome: CallOutcome;
  readonly durationMs: number;
  readonly shownCharacters?: number;
}
