/**
 * The control loops of this process, and the order among passes: those of one prototype never overlap, whoever asked for
 * them.
 */
export interface KeepLoops {
  isStanding(prototypeId: string): boolean;
  /** Lets `loop` stand until it is ended; one that stands already is ended first. */
  stand(prototypeId: string, loop: (signal: AbortSignal, sleep: Sleep) => Promise<void>): void;
  /** Ends the loop; the pass that is under way is stopped at its next step. */
  end(prototypeId: string): void;
  endAll(): void;
  /** Resolves when all loops are over, or after this many milliseconds. */
  ended(patienceMs: number): Promise<void>;
  /** The loop's next pass begins now. */
  wake(prototypeId: string): void;
  isPassing(prototypeId: string): boolean;
  /** Runs a pass after those that are under way. */
  inTurn<Result>(prototypeId: string, pass: () => Promise<Result>): Promise<Result>;
}

type Sleep = (milliseconds: number, signal: AbortSignal) => Promise<void>;

interface Standing {
  readonly ending: AbortController;
  wake: () => void;
}

export function createKeepLoops(): KeepLoops {
  const loops = new Map<string, Standing>();
  /** The last loop of each prototype, until it is over. */
  const lasting = new Map<string, Promise<void>>();
  const passing = new Map<string, number>();
  const turns = new Map<string, Promise<unknown>>();

  function end(prototypeId: string): void {
    const standing = loops.get(prototypeId);
    loops.delete(prototypeId);
    standing?.ending.abort();
  }

  return {
    isStanding: (prototypeId) => loops.has(prototypeId),
    stand(prototypeId, loop) {
      end(prototypeId);
      const ending = new AbortController();
      const standing: Standing = { ending, wake: () => {} };
      const sleep: Sleep = (milliseconds, signal) =>
        new Promise((resolve) => {
          if (signal.aborted) return resolve();
          const done = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', done);
            standing.wake = () => {};
            resolve();
          };
          const timer = setTimeout(done, milliseconds).unref();
          standing.wake = done;
          signal.addEventListener('abort', done, { once: true });
        });
      loops.set(prototypeId, standing);
      // What the one before still does (its last pass, giving up the lead) must not fall into this one.
      const over = (lasting.get(prototypeId) ?? Promise.resolve())
        .then(() => loop(ending.signal, sleep))
        .catch((error: unknown) => {
          console.error(`The control loop of ${prototypeId} broke off:`, error);
        });
      lasting.set(prototypeId, over);
      void over.finally(() => {
        if (lasting.get(prototypeId) === over) lasting.delete(prototypeId);
      });
    },
    end,
    endAll() {
      for (const prototypeId of [...loops.keys()]) end(prototypeId);
    },
    async ended(patienceMs) {
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise((resolve) => {
        timer = setTimeout(resolve, patienceMs);
      });
      await Promise.race([Promise.all(lasting.values()), patience]);
      clearTimeout(timer);
    },
    wake: (prototypeId) => loops.get(prototypeId)?.wake(),
    isPassing: (prototypeId) => (passing.get(prototypeId) ?? 0) > 0,
    inTurn(prototypeId, pass) {
      const mine = (turns.get(prototypeId) ?? Promise.resolve()).then(async () => {
        passing.set(prototypeId, (passing.get(prototypeId) ?? 0) + 1);
        try {
          return await pass();
        } finally {
          passing.set(prototypeId, (passing.get(prototypeId) ?? 1) - 1);
        }
      });
      turns.set(
        prototypeId,
        mine.catch(() => {}),
      );
      return mine;
    },
  };
}
