'use client';

import { useEffect, useState } from 'react';
import { formatCost, formatTokens } from '#components/ui/format.ts';
import { usePrototype } from './prototype-provider.tsx';
import { requestJson } from './request-json.ts';

interface Spend {
  readonly tokens: number;
  readonly dollars: number;
  readonly unpriced: number;
}

/** Cost and tokens of the chat so far; looks again when something was said. */
export function SpendText() {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const turns = usePrototype(({ snapshot }) => snapshot.trace.turns);
  const [spend, setSpend] = useState<Spend | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn only says that it is time to look again.
  useEffect(() => {
    const loading = new AbortController();
    const timer = setTimeout(() => {
      requestJson<Spend>(`/api/prototypes/${id}/spend`, { signal: loading.signal }).then(setSpend, () => undefined);
    }, 400);
    return () => {
      clearTimeout(timer);
      loading.abort();
    };
  }, [id, turns]);
  if (!spend || spend.tokens === 0) return null;
  const cost = spend.unpriced > 0 ? `${formatCost(spend.dollars)} or more` : formatCost(spend.dollars);
  return (
    <span
      className="figures whitespace-nowrap text-xs text-faint"
      title={spend.unpriced > 0 ? 'The price of some models is not known.' : undefined}
    >
      {cost} · {formatTokens(spend.tokens)}
    </span>
  );
}
