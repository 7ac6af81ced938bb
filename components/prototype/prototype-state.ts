import type { PrototypeSnapshot } from '#core/live/prototype-snapshot.ts';
import type { PlacedRunEvent } from '#core/live/studio-event.ts';
import type { ToolProgress } from '#core/tool/tool-caller.ts';
import type { Selection } from './selection.ts';

/** How the page hears from the studio: `lost` means that what is shown may be old. */
export type Link = 'connecting' | 'live' | 'lost';

/** All that a prototype's pages show. Immutable; `applyEvent` makes the next one. */
export interface PrototypeState {
  readonly snapshot: PrototypeSnapshot;
  readonly link: Link;
  readonly progress: ReadonlyMap<string, ToolProgress>;
  /** Events of runs heard live, by run, in order. A run's page loads the earlier ones itself. */
  readonly runEvents: ReadonlyMap<string, readonly PlacedRunEvent[]>;
  /** Counts up when something that the snapshot does not hold in full has changed on the server. */
  readonly stale: { readonly snapshot: number; readonly servers: number };
  readonly selection: Selection | null;
  /** How many calls of the recording are shown, while it is played; null shows all. */
  readonly until: number | null;
  /** What is pointed at; lights up like a selection, without opening anything. */
  readonly pointed: Selection | null;
}

export function initialState(snapshot: PrototypeSnapshot): PrototypeState {
  return {
    snapshot,
    link: 'connecting',
    progress: new Map(),
    runEvents: new Map(),
    stale: { snapshot: 0, servers: 0 },
    selection: null,
    until: null,
    pointed: null,
  };
}
