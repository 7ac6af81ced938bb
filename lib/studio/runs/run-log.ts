import type { RunEvent } from '#core/execution/run-event.ts';

/** Keeps the events of a run in order: commits what has come, then tells it, then takes what came meanwhile. */
export interface RunLog {
  readonly add: (event: RunEvent) => void;
  /** Resolves when everything added so far is committed and told; rejects where committing failed. */
  readonly flush: () => Promise<void>;
}

export function createRunLog(options: {
  readonly append: (events: readonly RunEvent[]) => Promise<void>;
  /** With its place among all events of the run. */
  readonly tell: (event: RunEvent, index: number) => void;
  readonly mask: (event: RunEvent) => RunEvent;
  /** How many events of the run are kept already; a resumed run goes on counting. */
  readonly known: number;
}): RunLog {
  let waiting: RunEvent[] = [];
  let working: Promise<void> = Promise.resolve();
  let failure: unknown;
  let index = options.known;

  const work = async () => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0 || failure !== undefined) return;
    try {
      await options.append(batch);
      for (const event of batch) {
        options.tell(event, index);
        index += 1;
      }
    } catch (error) {
      failure = error;
    }
  };
  return {
    add(event) {
      waiting.push(options.mask(event));
      working = working.then(work);
    },
    async flush() {
      await working;
      if (failure !== undefined) throw failure;
    },
  };
}
