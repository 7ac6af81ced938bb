import type { RunEvent } from '#core/execution/run-event.ts';

/** Keeps the events of a run in order: commits what has come, then tells it, then takes what came meanwhile. */
export interface RunLog {
  readonly add: (event: RunEvent) => void;
  /** Resolves when everything added so far is committed and told; rejects where committing failed. */
  readonly flush: () => Promise<void>;
}

export function createRunLog(options: {
  readonly append: (events: readonly RunEvent[]) => Promise<void>;
  readonly tell: (event: RunEvent) => void;
  readonly mask: (event: RunEvent) => RunEvent;
}): RunLog {
  let waiting: RunEvent[] = [];
  let working: Promise<void> = Promise.resolve();
  let failure: unknown;

  const work = async () => {
    const batch = waiting;
    waiting = [];
    if (batch.length === 0 || failure !== undefined) return;
    try {
      await options.append(batch);
      for (const event of batch) options.tell(event);
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
