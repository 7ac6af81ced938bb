import type { EffectRecord } from '#core/effects/ledger.ts';
import type { RunView } from '#core/live/prototype-snapshot.ts';

/** How many effects came to which end. */
export function countEffects(effects: readonly EffectRecord[]): RunView['effects'] {
  const count = (fits: (effect: EffectRecord) => boolean) => effects.filter(fits).length;
  return {
    created: count(({ state, how }) => state === 'confirmed' && (how ?? 'created') === 'created'),
    found: count(({ state, how }) => state === 'confirmed' && (how === 'found' || how === 'recorded')),
    planned: count(({ state }) => state === 'planned'),
    failed: count(({ state }) => state === 'failed'),
    unknown: count(({ state }) => state === 'unknown' || state === 'sent'),
  };
}
