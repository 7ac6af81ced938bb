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

/**
 * What recording did and the ledger does not know by itself. A control loop goes by the ledger for the rest: an item
 * that is gone since then was set back there.
 */
export async function notYetInLedger(
  ledger: Ledger,
  recorded: ReadonlyMap<string, EffectRecord>,
): Promise<ReadonlyMap<string, EffectRecord>> {
  if (recorded.size === 0) return recorded;
  const known = new Set((await ledger.list()).map(({ key }) => key));
  return new Map([...recorded].filter(([key]) => !known.has(key)));
}
