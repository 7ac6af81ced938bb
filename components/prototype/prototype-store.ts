import type { PrototypeSnapshot } from '#core/live/prototype-snapshot.ts';
import type { StudioEvent } from '#core/live/studio-event.ts';
import { applyEvent } from './apply-event.ts';
import { Derived } from './derived.ts';
import { initialState, type PrototypeState } from './prototype-state.ts';
import { type Selection, sameSelection } from './selection.ts';

/** What the store needs of the outside; the browser's own in the studio. */
export interface PrototypeSource {
  loadSnapshot(signal: AbortSignal): Promise<PrototypeSnapshot>;
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
  #loading: AbortController | null = null;

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

  /** Loads the snapshot anew, e.g. after an action whose outcome only the server knows. Never rejects. */
  readonly reload = async (): Promise<void> => {
    this.#loading?.abort();
    const loading = new AbortController();
    this.#loading = loading;
    try {
      const snapshot = await this.#source.loadSnapshot(loading.signal);
      // Events that came while it was loading are in the newer of the two.
      if (loading.signal.aborted || snapshot.seq < this.#state.snapshot.seq) return;
      this.#set({ ...this.#state, snapshot });
    } catch {
      if (!loading.signal.aborted) this.#set({ ...this.#state, link: 'lost' });
    }
  };

  #open(): void {
    this.#close = this.#source.openEvents({
      after: this.#state.snapshot.seq,
      onOpen: () => this.#set({ ...this.#state, link: 'live' }),
      onEvent: (event) => this.#hear(event),
      onLost: () => this.#set({ ...this.#state, link: 'lost' }),
      onReset: () => void this.#catchUp(),
    });
  }

  #shut(): void {
    this.#close?.();
    this.#close = null;
    this.#loading?.abort();
  }

  #hear(event: StudioEvent): void {
    const next = applyEvent(this.#state, event);
    if (next === 'gap') {
      void this.#catchUp();
      return;
    }
    const asks = next.stale.snapshot !== this.#state.stale.snapshot;
    this.#set(next);
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
