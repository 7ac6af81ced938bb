'use client';

import { useEffect, useState } from 'react';
import type { Spend } from '#core/live/spend.ts';
import { usePrototype } from './prototype-provider.tsx';
import { requestJson } from './request-json.ts';
import { spendWords } from './spend-words.ts';

/** Cost and tokens of the chat so far; looks again when something was said. */
export function SpendText() {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const { turns, calls } = usePrototype(({ snapshot }) => snapshot.trace);
  const [spend, setSpend] = useState<Spend | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn or call only says that it is time to look again.
  useEffect(() => {
    const loading = new AbortController();
    const timer = setTimeout(() => {
      requestJson<Spend>(`/api/prototypes/${id}/spend`, { signal: loading.signal }).then(setSpend, () => undefined);
    }, 400);
    return () => {
      clearTimeout(timer);
      loading.abort();
    };
  }, [id, turns, calls]);
  const words = spend && spendWords(spend);
  if (!words) return null;
  return (
    <span className="figures whitespace-nowrap text-xs text-faint" title={words.note}>
      {words.text}
    </span>
  );
}
