import type { EffectRecord, Ledger, LedgerClaim } from './ledger.ts';

/**
 * A ledger that also knows what was done while the workflow was recorded: a recorded effect counts as done, and nothing
 * is written down for it. What the ledger itself has confirmed comes first, because it is newer.
 */
export function ledgerOverRecording(ledger: Ledger, recorded: ReadonlyMap<string, EffectRecord>): Ledger {
  if (recorded.size === 0) return ledger;
  const find = async (key: string): Promise<EffectRecord | null> => {
    const known = await ledger.find(key);
    return known?.state === 'confirmed' ? known : (recorded.get(key) ?? known);
  };
  return {
    async claim(effect): Promise<LedgerClaim> {
      const record = recorded.has(effect.key) ? await find(effect.key) : null;
      return record ? { outcome: 'done', record } : ledger.claim(effect);
    },
    mark: (key, change) => ledger.mark(key, change),
    find,
    list: () => ledger.list(),
  };
}
