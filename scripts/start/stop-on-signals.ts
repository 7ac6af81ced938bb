/** Longest that a stop may take; children that ignore it are killed by their connections well before. */
const PATIENCE_MS = 10_000;

/** Ends the process in order on SIGINT, SIGTERM and SIGHUP; a second signal ends it at once. */
export function stopOnSignals(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      setTimeout(() => process.exit(1), PATIENCE_MS).unref();
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          console.error('The studio did not stop cleanly:', error);
          process.exit(1);
        },
      );
    });
  }
}
