import type { PrototypeSnapshot } from '#core/live/prototype-snapshot.ts';
import type { StudioEvent } from '#core/live/studio-event.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import { applyEvent } from './apply-event.ts';
import { Derived } from './derived.ts';
import { initialState, type PrototypeState } from './prototype-state.ts';
import { type Selection, sameSelection } from './selection.ts';
import { WholeCalls } from './whole-calls.ts';

/** What the store needs of the outside; the browser's own in the studio. */
export interface PrototypeSource {
  loadSnapshot(signal: AbortSignal): Promise<PrototypeSnapshot>;
  /** A call with all of its result; null where that is too large to be loaded unasked. */
  loadCall(id: string, signal: AbortSignal): Promise<TraceCall | null>;
  /** Opens the stream after `seq`; gives back how to close it. */
  openEvents(args: {
    readonly after: number;
    readonly onOpen: () => void;
    readonly onEvent: (event: StudioEvent) => void;
    readonly onLost: () => void;
    /** What was missed is gone: load the snapshot again and open anew. */
    readonly onReset: () => void;
  }): () => void;
}

interface Loading {
  readonly abort: AbortController;
  /** Events that came since it began. */
  readonly heard: StudioEvent[];
  readonly done: Promise<void>;
}

/**
 * One per open prototype: a snapshot, kept current by the event stream. A gap, a lost stream or a change that events do
 * not carry in full loads the snapshot again. Made for `useSyncExternalStore`.
 */
export class PrototypeStore {
  #state: PrototypeState;
  /** Computed from the state, for all views of it. */
  readonly derived = new Derived();
  readonly #source: PrototypeSource;
  readonly #listeners = new Set<() => void>();
  #close: (() => void) | null = null;
  #loading: Loading | null = null;
  /** The load after the one under way; all who ask meanwhile share it. */
  #next: Promise<void> | null = null;
  readonly #whole = new WholeCalls();
  #completing: AbortController | null = null;

  constructor(snapshot: PrototypeSnapshot, source: PrototypeSource) {
    this.#state = initialState(snapshot);
    this.#source = source;
  }

  readonly read = (): PrototypeState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#open();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#shut();
    };
  };

  readonly select = (selection: Selection | null): void => {
    if (!sameSelection(selection, this.#state.selection)) this.#set({ ...this.#state, selection });
  };

  readonly point = (pointed: Selection | null): void => {
    if (!sameSelection(pointed, this.#state.pointed)) this.#set({ ...this.#state, pointed });
  };

  readonly showUntil = (until: number | null): void => {
    if (until !== this.#state.until) this.#set({ ...this.#state, until });
  };

  /**
   * Loads the snapshot anew, e.g. after an action whose outcome only the server knows; resolves when one is shown that
   * was read after this call. Never rejects. However often it is asked for, one load runs at a time: a busy run asks for
   * many, and loads that abort each other would never end.
   */
  readonly reload = (): Promise<void> => {
    if (this.#loading === null) return this.#load();
    this.#next ??= this.#loading.done.then(() => {
      this.#next = null;
      return this.#loading?.done ?? this.#load();
    });
    return this.#next;
  };

  #load(): Promise<void> {
    const abort = new AbortController();
    const heard: StudioEvent[] = [];
    const done = this.#source
      .loadSnapshot(abort.signal)
      .then((snapshot) => {
        if (!abort.signal.aborted) this.#show(snapshot, heard);
      })
      .catch(() => {
        if (!abort.signal.aborted) this.#set({ ...this.#state, link: 'lost' });
      })
      .finally(() => {
        this.#loading = null;
      });
    this.#loading = { abort, heard, done };
    return done;
  }

  /** What was heard while the snapshot was under way is told again on top of it, so that neither loses the other. */
  #show(loaded: PrototypeSnapshot, heard: readonly StudioEvent[]): void {
    let snapshot = loaded;
    for (const event of heard) {
      const next = applyEvent(initialState(snapshot), event);
      if (next !== 'gap') snapshot = next.snapshot;
    }
    // Older than what is shown even so: the stream was lost in between, and who lost it loads again.
    if (snapshot.seq < this.#state.snapshot.seq) return;
    this.#set({ ...this.#state, snapshot: this.#whole.fill(snapshot) });
    void this.#complete();
  }

  /** Loads what the snapshot holds only in part, one after the other. What cannot be had stays a preview. */
  async #complete(): Promise<void> {
    if (this.#completing) return;
    const abort = new AbortController();
    this.#completing = abort;
    for (let [id] = this.#whole.missing(this.#state.snapshot); id; [id] = this.#whole.missing(this.#state.snapshot)) {
      const call = await this.#source.loadCall(id, abort.signal).catch(() => null);
      if (abort.signal.aborted) return;
      this.#whole.keep(id, call);
      if (call) this.#set({ ...this.#state, snapshot: this.#whole.fill(this.#state.snapshot) });
    }
    this.#completing = null;
  }

  #open(): void {
    this.#close = this.#source.openEvents({
      after: this.#state.snapshot.seq,
      onOpen: () => this.#set({ ...this.#state, link: 'live' }),
      onEvent: (event) => this.#hear(event),
      onLost: () => this.#set({ ...this.#state, link: 'lost' }),
      onReset: () => void this.#catchUp(),
    });
    void this.#complete();
  }

  #shut(): void {
    this.#close?.();
    this.#close = null;
    this.#loading?.abort.abort();
    this.#completing?.abort();
    this.#completing = null;
  }

  #hear(event: StudioEvent): void {
    this.#loading?.heard.push(event);
    const next = applyEvent(this.#state, event);
    if (next === 'gap') {
      void this.#catchUp();
      return;
    }
    const asks = next.stale.snapshot !== this.#state.stale.snapshot;
    this.#set(next);
    if (event.type === 'call-ended' && event.cut) void this.#complete();
    if (asks) void this.reload();
  }

  async #catchUp(): Promise<void> {
    this.#close?.();
    this.#close = null;
    await this.reload();
    if (this.#listeners.size > 0 && this.#close === null) this.#open();
  }

  #set(state: PrototypeState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
