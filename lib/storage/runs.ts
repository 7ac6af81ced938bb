import type { EffectRecord, Ledger } from '#core/effects/ledger.ts';
import type { RunEvent } from '#core/execution/run-event.ts';
import type { RunView } from '#core/live/prototype-snapshot.ts';

export interface RunRecord extends RunView {
  readonly prototypeId: string;
  /** ISO instant that `run.now` is; a resumed run keeps it. */
  readonly now: string;
  readonly timeZone: string;
}

export interface RunChange {
  readonly status?: RunView['status'];
  readonly output?: RunView['output'];
  readonly error?: string | null;
  readonly divergence?: RunView['divergence'];
  readonly endedAt?: string | null;
  readonly effects?: RunView['effects'];
}

export interface RunStore {
  create(run: RunRecord): Promise<RunRecord>;
  find(prototypeId: string, id: string): Promise<RunRecord | null>;
  /** Newest first. */
  list(prototypeId: string): Promise<readonly RunRecord[]>;
  /**
   * Changes a run that is `running` or `waiting`; null where it is over. `reopen` makes a stopped or failed run
   * `running` again.
   */
  update(id: string, change: RunChange): Promise<RunRecord | null>;
  reopen(id: string): Promise<RunRecord | null>;
  /** Appends in order. */
  appendEvents(id: string, events: readonly RunEvent[]): Promise<void>;
  events(id: string): Promise<readonly RunEvent[]>;
  /** What the run did or would do to the world, as of its end; kept with the run and apart from the ledger. */
  saveEffects(id: string, effects: readonly EffectRecord[]): Promise<void>;
  effects(id: string): Promise<readonly EffectRecord[]>;
  /**
   * The prototype's ledger in the hands of one run. Claims are atomic over processes and held by a lease that this
   * process renews; a lease of a dead process lapses at the next start.
   */
  ledger(prototypeId: string, runId: string): Ledger;
}
