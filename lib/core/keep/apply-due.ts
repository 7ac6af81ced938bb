import type { EffectRecord } from '../effects/ledger.ts';
import type { Case } from './compare-items.ts';
import { keepTheLead } from './keep-memory.ts';
import type { KeepPorts, KeptRun } from './keep-ports.ts';
import type { ItemReport } from './keep-report.ts';
import { isMade } from './kept-item.ts';

/**
 * Whether a planned write of another step can be made now: not where it needs what is not made yet (a plan puts a mark in
 * its place), or belongs to an item that waits. Else every pass would run for what it cannot do.
 */
export function isDue({ args, path }: EffectRecord, cases: readonly Case[]): boolean {
  if (/‹[^‹›]+›/.test(JSON.stringify(args))) return false;
  const place = JSON.stringify(path);
  return !cases.some(
    ({ item, report: { action } }) =>
      path.length > 0 &&
      (action === 'wait' || action === 'ask') &&
      !isMade(item) &&
      JSON.stringify(item.effect.path) === place,
  );
}

/** What the run must not make: what waits or needs a person. */
export function withheldOf(
  ports: KeepPorts,
  cases: readonly Case[],
  records: ReadonlyMap<string, EffectRecord>,
  others: readonly EffectRecord[],
): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  for (const { report, item } of cases) {
    const { action, standing, outcome } = report;
    // What is there, or only not to be seen yet, is no obstacle for the steps that build on it.
    if (!item.wanted || standing.is === 'settling') continue;
    if (action === 'wait') reasons.set(report.key, `It is left alone until ${report.until ?? 'the next pass'}.`);
    if (outcome === 'failed') reasons.set(report.key, report.error ?? 'It failed.');
    if (standing.is === 'unknown' || (standing.is === 'hidden' && !isMade(item))) {
      reasons.set(report.key, standing.reason);
    }
  }
  for (const { key, step } of others) {
    const record = records.get(key);
    const lost = record?.state === 'sent' || record?.state === 'unknown';
    if (lost && !ports.looks(step)) reasons.set(key, record.error ?? 'Its answer was lost.');
  }
  return reasons;
}

/**
 * The apply run; and again, without what it stopped at, where the answer to a write was lost. So one item that a person
 * must look at does not hold up the others.
 */
export async function applyAll(ports: KeepPorts, withheld: ReadonlyMap<string, string>): Promise<KeptRun> {
  const reasons = new Map(withheld);
  const effects = new Map<string, EffectRecord>();
  for (;;) {
    const run = await ports.apply(reasons);
    for (const effect of run.effects) effects.set(effect.key, effect);
    const lost = run.effects.filter(({ key, state }) => state === 'unknown' && !reasons.has(key));
    if (lost.length === 0 || ports.signal?.aborted) return { ...run, effects: [...effects.values()] };
    for (const { key, error } of lost) reasons.set(key, error ?? 'Its answer was lost.');
    await keepTheLead(ports.memory);
  }
}

/** What became of an item that the run was to create. One that it did not get to was not tried. */
export function afterRun(report: ItemReport, run: KeptRun): ItemReport {
  if (report.action !== 'create' || report.outcome !== undefined) return report;
  const effect = run.effects.find(({ key }) => key === report.key);
  if (effect?.state === 'confirmed') return { ...report, outcome: 'done' };
  if (!effect) return { ...report, action: 'wait' };
  return { ...report, outcome: 'failed', error: effect.error ?? 'It was not made.' };
}
