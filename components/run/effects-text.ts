import type { RunView } from '#core/live/prototype-snapshot.ts';
import type { RunModel } from './run-model.ts';

/** `4 created · 2 already there`; what did not happen is not mentioned. */
export function effectsText({ mode, effects }: Pick<RunView, 'mode' | 'effects'>): string {
  const { created, found, planned, failed, unknown } = effects;
  const parts = [
    planned > 0 && `${planned} planned`,
    created > 0 && `${created} ${mode === 'replay' ? 'repeated' : 'done'}`,
    found > 0 && `${found} already there`,
    failed > 0 && `${failed} failed`,
    unknown > 0 && `${unknown} unknown`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'no writes' : parts.join(' · ');
}

/** The effects of a run as they stand: kept with it once it is over, counted from its events until then. */
export function countedEffects(run: RunView, model: RunModel): RunView['effects'] {
  if (run.status !== 'running') return run.effects;
  const count = (fits: (effect: RunModel['effects'][number]) => boolean) => model.effects.filter(fits).length;
  return {
    created: count(({ state, how }) => state === 'confirmed' && (how ?? 'created') === 'created'),
    found: count(({ state, how }) => state === 'confirmed' && (how === 'found' || how === 'recorded')),
    planned: count(({ state }) => state === 'planned'),
    failed: count(({ state }) => state === 'failed'),
    unknown: 0,
  };
}
