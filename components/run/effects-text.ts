import type { RunView } from '#core/live/prototype-snapshot.ts';

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
