'use client';

import { useCallback, useEffect, useState } from 'react';
import { RequestError } from '#components/prototype/request-json.ts';

export type Offers<Value> =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly message: string; readonly advice?: string }
  | { readonly state: 'loaded'; readonly value: Value };

/** What a server offers, read when it is first shown and again when `version` changes (the server reconnected). */
export function useOffers<Value>(
  read: (signal: AbortSignal) => Promise<Value>,
  version: string,
): Offers<Value> & { readonly reload: () => void } {
  const [offers, setOffers] = useState<Offers<Value>>({ state: 'loading' });
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version or turn means reading again.
  useEffect(() => {
    const controller = new AbortController();
    read(controller.signal).then(
      (value) => setOffers({ state: 'loaded', value }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const advice = error instanceof RequestError ? error.advice : undefined;
        setOffers({ state: 'failed', message: error instanceof Error ? error.message : String(error), advice });
      },
    );
    return () => controller.abort();
  }, [read, version, turn]);
  return { ...offers, reload: useCallback(() => setTurn((before) => before + 1), []) };
}
