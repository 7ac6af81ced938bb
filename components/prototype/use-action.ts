'use client';

import { useCallback, useRef, useState } from 'react';
import { RequestError } from './request-json.ts';

export interface ActionError {
  readonly message: string;
  readonly advice?: string;
}

/**
 * Something the user set off: whether it is under way, and why it failed. A second start while it runs does nothing.
 * `run` tells whether it succeeded, for what may only follow then; `error` is to be shown beside what set it off.
 */
export function useAction<Args extends readonly unknown[]>(
  act: (...args: Args) => Promise<void>,
): {
  readonly run: (...args: Args) => Promise<boolean>;
  readonly busy: boolean;
  readonly error: ActionError | null;
  readonly clear: () => void;
} {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ActionError | null>(null);
  const running = useRef(false);
  const latest = useRef(act);
  latest.current = act;
  const run = useCallback(async (...args: Args) => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      await latest.current(...args);
      return true;
    } catch (reason) {
      const advice = reason instanceof RequestError ? reason.advice : undefined;
      setError({ message: reason instanceof Error ? reason.message : String(reason), advice });
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  return { run, busy, error, clear: useCallback(() => setError(null), []) };
}
