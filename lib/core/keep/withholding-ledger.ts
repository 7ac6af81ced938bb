import type { Ledger } from '../effects/ledger.ts';

/** An effect that a pass leaves alone this time; the reason is for people. */
export class Withheld extends Error {
  override readonly name = 'Withheld';
}

/**
 * A ledger over which a run cannot bring about what is withheld: its item fails with the reason, and the others go on.
 * @param withheld reasons by the key of the effect
 */
export function withholdingLedger<L extends Ledger>(ledger: L, withheld: ReadonlyMap<string, string>): L {
  return {
    ...ledger,
    claim: async (effect) => {
      const reason = withheld.get(effect.key);
      if (reason !== undefined) throw new Withheld(reason);
      return ledger.claim(effect);
    },
  };
}
