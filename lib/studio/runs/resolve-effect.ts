import type { RunView } from '#core/live/prototype-snapshot.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { findRun } from './read-run.ts';
import { resumeRun } from './resume-run.ts';
import { stopRun } from './stop-run.ts';

/** What a person found out about a write whose answer was lost. */
export type EffectVerdict = 'retry' | 'done' | 'abort';

/**
 * Settles an effect that was sent and whose answer was lost, as the user says: `retry` sends it again, `done` takes it
 * as carried out (its answer stays unknown), `abort` ends the run. Then the run goes on. Throws a `StudioError`.
 */
export async function resolveEffect(
  studio: Studio,
  order: {
    readonly prototypeId: string;
    readonly runId: string;
    readonly key: string;
    readonly verdict: EffectVerdict;
  },
): Promise<RunView> {
  const { prototypeId, runId, key, verdict } = order;
  await findRun(studio, { prototypeId, runId });
  if (verdict === 'abort') return stopRun(studio, { prototypeId, runId });
  const ledger = studio.store.runs.ledger(prototypeId, runId);
  const effect = await ledger.find(key);
  if (!effect) throw new StudioError('not-found', 'This effect is not in the ledger.');
  if (effect.state !== 'unknown' && effect.state !== 'sent') {
    throw new StudioError('conflict', `What became of this effect is known: it is ${effect.state}.`);
  }
  const claim = await ledger.claim(effect);
  if (claim.outcome === 'busy') throw new StudioError('conflict', 'Another run is at this effect now.');
  await ledger.mark(
    key,
    verdict === 'done'
      ? { state: 'confirmed', how: 'found' }
      : { state: 'failed', error: 'The user found that it was not carried out.' },
  );
  return resumeRun(studio, { prototypeId, runId });
}
