import { EffectFailure, type EnsuredEffect, ensuredBefore } from '#core/effects/ensure-effect.ts';
import type { EffectChange, EffectRecord } from '#core/effects/ledger.ts';
import type { BringAbout, WantedChange } from '../agent-setup.ts';
import type { ChangeOrder, RunActivities } from './run-activities.ts';

/**
 * Changes by activities. The program says what an answer means, the activity asks and sends; so a change that can be
 * seen in the world takes two: a look, and then the change with what the program made of the look.
 */
export function bringAboutBy(activities: Pick<RunActivities, 'lookForChange' | 'makeChange'>): BringAbout {
  return async (wanted, onChange) => {
    const { effect, retry } = wanted;
    for (;;) {
      const seen = await see(activities, wanted, onChange);
      if (seen && 'done' in seen) return doneBefore(seen.done, onChange);
      const end = await activities.makeChange({ effect, ...(retry ? { retry } : {}), ...(seen ? { seen } : {}) });
      if ('lookAgain' in end) continue;
      if ('done' in end) return doneBefore(end.done, onChange);
      for (const change of end.changes) onChange(change);
      if (end.failure) throw new EffectFailure(end.failure.kind, effect, end.failure.message);
      return ensuredBefore(end.changes.at(-1) ?? {});
    }
  };
}

async function see(
  activities: Pick<RunActivities, 'lookForChange'>,
  { effect, look }: WantedChange,
  onChange: (change: EffectChange) => void,
): Promise<ChangeOrder['seen'] | { readonly done: EffectRecord }> {
  if (!look) return undefined;
  const { server, tool, args } = look.request;
  const looked = await activities.lookForChange({ effect, look: { server, tool, args } });
  if ('done' in looked) return looked;
  const fail = (error: string, cause?: unknown): never => {
    onChange({ state: 'failed', error });
    throw new EffectFailure('failed', effect, error, { cause });
  };
  if ('failed' in looked) return fail(looked.failed);
  try {
    const data = look.match(looked.answer);
    return { since: looked.since, ...(data === undefined ? {} : { data }) };
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason);
    return fail(couldNotLook(why), reason);
  }
}

/** How a look that failed is told, wherever it failed. */
export function couldNotLook(why: string): string {
  return `Could not look whether it is already done: ${why}`;
}

/** Told once, so that people see why nothing was sent. */
function doneBefore(record: EffectRecord, onChange: (change: EffectChange) => void): EnsuredEffect {
  const how = record.how === 'recorded' ? 'recorded' : 'found';
  onChange({ state: 'confirmed', how, ...(record.result ? { result: record.result } : {}) });
  return ensuredBefore(record);
}
