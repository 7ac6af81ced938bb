import type { Ledger } from '#core/effects/ledger.ts';
import { UsageError } from './command.ts';

/**
 * Takes a person's word for writes whose answer was lost: `--settle <effect>=done` or `=failed`. A failed one is tried
 * again by the next run. Throws `UsageError` for effects that are not in doubt.
 */
export async function settleEffects(ledger: Ledger, settlements: readonly string[]): Promise<void> {
  for (const settlement of settlements) {
    const at = settlement.lastIndexOf('=');
    const [key, verdict] = [settlement.slice(0, at), settlement.slice(at + 1)];
    if (at <= 0 || (verdict !== 'done' && verdict !== 'failed')) {
      throw new UsageError(`--settle takes <effect>=done or <effect>=failed, but got "${settlement}".`);
    }
    const record = await ledger.find(key);
    if (!record) throw new UsageError(`the ledger holds no effect "${key}".`);
    const claim = await ledger.claim(record);
    if (claim.outcome !== 'unsure') throw new UsageError(`the effect "${key}" is not in doubt: it is ${record.state}.`);
    await ledger.mark(
      key,
      verdict === 'done'
        ? { state: 'confirmed', how: 'found', result: { content: [], structuredContent: null } }
        : { state: 'failed', error: 'A person said that it was not carried out.' },
    );
  }
}
