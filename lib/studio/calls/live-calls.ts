import type { Approval } from '#core/effects/ledger.ts';

/**
 * The calls of this process that are under way: how to cancel one, and who waits for which approval. Lives on the
 * studio because the request that settles an approval is another one than the request that waits for it. Nothing here
 * outlives the process; what must is in the store.
 */
export interface LiveCalls {
  /**
   * Does `work` when all earlier work of this prototype is done, in the order of the calls of this function. Calls that
   * go out together are recorded in the order in which they were asked for, because a loop is read from that order.
   */
  inOrder<Value>(prototypeId: string, work: () => Promise<Value>): Promise<Value>;
  /** Resolves when all that was asked for with `inOrder` so far is done. */
  begun(prototypeId: string): Promise<void>;
  /** Registers a call; its signal ends when `cancel` names it or when `outer` ends. `close` must be called at the end. */
  open(callId: string, outer?: AbortSignal): { readonly signal: AbortSignal; readonly close: () => void };
  /** False where no such call is under way here. */
  cancel(callId: string, reason: string): boolean;
  /** Resolves with the user's answer, or with `stopped` when the signal ends first. */
  wait(approvalId: string, signal: AbortSignal): Promise<Approval | 'stopped'>;
  /** Hands an answer to the one who waits; false where nobody does. */
  settle(approvalId: string, approval: Approval): boolean;
  isWaiting(approvalId: string): boolean;
  /** Cancels everything under way; resolves when all of it has closed, or after `patience` milliseconds. */
  stopAll(reason: string, patience: number): Promise<void>;
}

export function createLiveCalls(): LiveCalls {
  const calls = new Map<string, AbortController>();
  const waits = new Map<string, (approval: Approval) => void>();
  let tellEmpty = () => {};

  const tails = new Map<string, Promise<void>>();

  return {
    inOrder(prototypeId, work) {
      const mine = (tails.get(prototypeId) ?? Promise.resolve()).then(work);
      // The next one waits for this one to end, well or not.
      const tail: Promise<void> = mine
        .catch(() => {})
        .then(() => {
          if (tails.get(prototypeId) === tail) tails.delete(prototypeId);
        });
      tails.set(prototypeId, tail);
      return mine;
    },
    begun: (prototypeId) => tails.get(prototypeId) ?? Promise.resolve(),
    open(callId, outer) {
      const controller = new AbortController();
      const follow = () => controller.abort(outer?.reason);
      if (outer?.aborted) follow();
      else outer?.addEventListener('abort', follow, { once: true });
      calls.set(callId, controller);
      return {
        signal: controller.signal,
        close: () => {
          outer?.removeEventListener('abort', follow);
          calls.delete(callId);
          if (calls.size === 0) tellEmpty();
        },
      };
    },
    cancel(callId, reason) {
      const controller = calls.get(callId);
      controller?.abort(new Error(reason));
      return controller !== undefined;
    },
    wait: (approvalId, signal) =>
      new Promise((resolve) => {
        const end = () => {
          waits.delete(approvalId);
          signal.removeEventListener('abort', stopped);
        };
        const stopped = () => {
          end();
          resolve('stopped');
        };
        if (signal.aborted) return stopped();
        signal.addEventListener('abort', stopped, { once: true });
        waits.set(approvalId, (approval) => {
          end();
          resolve(approval);
        });
      }),
    settle(approvalId, approval) {
      const answer = waits.get(approvalId);
      answer?.(approval);
      return answer !== undefined;
    },
    isWaiting: (approvalId) => waits.has(approvalId),
    stopAll: (reason, patience) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, patience);
        tellEmpty = () => {
          clearTimeout(timer);
          resolve();
        };
        for (const controller of calls.values()) controller.abort(new Error(reason));
        if (calls.size === 0) tellEmpty();
      }),
  };
}
