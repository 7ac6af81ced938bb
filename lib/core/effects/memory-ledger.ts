import type { CorrectableLedger, Effect, EffectChange, EffectRecord, LedgerClaim } from './ledger.ts';

/** A ledger that lives as long as the process. `now` gives the ISO instant of a change. */
export function memoryLedger(now: () => string): CorrectableLedger {
  const records = new Map<string, EffectRecord>();
  /** Keys that a run of this process is working on. */
  const held = new Set<string>();
  return {
    async claim(effect: Effect): Promise<LedgerClaim> {
      const record = records.get(effect.key);
      if (record?.state === 'confirmed') return { outcome: 'done', record };
      if (held.has(effect.key)) return { outcome: 'busy' };
      held.add(effect.key);
      if (record?.state === 'sent' || record?.state === 'unknown') return { outcome: 'unsure', record };
      records.set(effect.key, {
        ...effect,
        state: 'claimed',
        attempts: (record?.attempts ?? 0) + 1,
        updatedAt: now(),
      });
      return { outcome: record ? 'retry' : 'claimed' };
    },
    async mark(key: string, change: EffectChange): Promise<void> {
      const record = records.get(key);
      if (!record) throw new Error(`Effect "${key}" was marked ${change.state}, but nobody claimed it.`);
      records.set(key, { ...record, ...change, updatedAt: now() });
      if (isSettled(change.state)) held.delete(key);
    },
    async setBack(seen: EffectRecord, reason: string): Promise<boolean> {
      const record = records.get(seen.key);
      if (record?.state !== 'confirmed' || record.updatedAt !== seen.updatedAt || record.attempts !== seen.attempts) {
        return false;
      }
      const { how: _, result: __, ...rest } = record;
      records.set(seen.key, { ...rest, state: 'failed', error: reason, updatedAt: now() });
      return true;
    },
    async find(key: string): Promise<EffectRecord | null> {
      return records.get(key) ?? null;
    },
    async list(): Promise<readonly EffectRecord[]> {
      return [...records.values()];
    },
  };
}

/** States after which nobody works on the effect any more. */
export function isSettled(state: EffectRecord['state']): boolean {
  return state === 'confirmed' || state === 'failed' || state === 'unknown' || state === 'planned';
}
