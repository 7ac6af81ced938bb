/** Lets at most `limit` holders in at once; the others wait in order of arrival. */
export interface Semaphore {
  /** Resolves with the way to leave. Rejects with the signal's reason where it aborts while waiting. */
  enter(signal?: AbortSignal): Promise<() => void>;
}

export function createSemaphore(limit: number): Semaphore {
  let inside = 0;
  const waiting: (() => void)[] = [];

  const leave = () => {
    inside -= 1;
    waiting.shift()?.();
  };
  const once = () => {
    let left = false;
    return () => {
      if (!left) leave();
      left = true;
    };
  };

  return {
    async enter(signal) {
      signal?.throwIfAborted();
      if (inside < limit) {
        inside += 1;
        return once();
      }
      return new Promise((resolve, reject) => {
        const admit = () => {
          signal?.removeEventListener('abort', abort);
          inside += 1;
          resolve(once());
        };
        const abort = () => {
          waiting.splice(waiting.indexOf(admit), 1);
          reject(signal?.reason);
        };
        waiting.push(admit);
        signal?.addEventListener('abort', abort, { once: true });
      });
    },
  };
}
