import type { PrototypeSnapshot } from '#core/live/prototype-snapshot.ts';
import type { TraceCall } from '#core/trace/trace.ts';

/**
 * Large results come as previews, and values flow out of all of them: these are the whole calls, as far as they were
 * loaded. Those that are too large to be loaded unasked are remembered as such, and not asked for again.
 */
export class WholeCalls {
  readonly #calls = new Map<string, TraceCall | null>();

  /** Ids of previews for which nothing was loaded yet. */
  missing(snapshot: PrototypeSnapshot): readonly string[] {
    return snapshot.cutResults.filter((id) => !this.#calls.has(id));
  }

  keep(id: string, call: TraceCall | null): void {
    this.#calls.set(id, call);
  }

  /** The snapshot with whole calls in place of their previews; itself where there is none to put in. */
  fill(snapshot: PrototypeSnapshot): PrototypeSnapshot {
    const known = (id: string) => this.#calls.get(id) ?? null;
    if (!snapshot.cutResults.some((id) => known(id))) return snapshot;
    const cut = new Set(snapshot.cutResults);
    return {
      ...snapshot,
      trace: {
        ...snapshot.trace,
        calls: snapshot.trace.calls.map((call) => (cut.has(call.id) && known(call.id)) || call),
      },
      cutResults: snapshot.cutResults.filter((id) => !known(id)),
    };
  }
}
