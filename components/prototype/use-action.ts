'use client';

import { useCallback, useRef, useState } from 'react';
import { RequestError } from './request-json.ts';

export interface ActionError {
  readonly message: string;
  readonly advice?: string;
}

/**
 * Something the user set off: whether it is under way, and why it failed. A second start while it runs does nothing, or
 * with `inTurn` waits for its turn: of what somebody types and clicks quickly nothing is lost.
 * `run` tells whether it succeeded, for what may only follow then; `error` is to be shown beside what set it off.
 */
export function useAction<Args extends readonly unknown[]>(
  act: (...args: Args) => Promise<void>,
  { inTurn = false }: { readonly inTurn?: boolean } = {},
): {
  readonly run: (...args: Args) => Promise<boolean>;
  readonly busy: boolean;
  readonly error: ActionError | null;
  readonly clear: () => void;
} {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ActionError | null>(null);
  const running = useRef(0);
  const before = useRef<Promise<unknown>>(Promise.resolve());
  const latest = useRef(act);
  latest.current = act;
  const perform = useCallback(async (...args: Args) => {
    setError(null);
    try {
      await latest.current(...args);
      return true;
    } catch (reason) {
      const advice = reason instanceof RequestError ? reason.advice : undefined;
      setError({ message: reason instanceof Error ? reason.message : String(reason), advice });
      return false;
    }
  }, []);
  const run = useCallback(
    async (...args: Args) => {
      if (running.current > 0 && !inTurn) return false;
      running.current += 1;
      setBusy(true);
      // `perform` never rejects, so one that failed does not hold up the next.
      const mine = before.current.then(() => perform(...args));
      before.current = mine;
      const succeeded = await mine;
      running.current -= 1;
      if (running.current === 0) setBusy(false);
      return succeeded;
    },
    [inTurn, perform],
  );
  return { run, busy, error, clear: useCallback(() => setError(null), []) };
}
