import type { KeepPorts, KeptRun } from './keep-ports.ts';
import type { KeepReport } from './keep-report.ts';
import { afterAttempt, conditionsAfter, type ItemMemory, type KeepState } from './keep-state.ts';

/** What to remember after a pass. */
export function stateAfter(ports: KeepPorts, before: KeepState, report: KeepReport, plan: KeptRun): KeepState {
  const random = ports.random();
  const items: Record<string, ItemMemory> = {};
  // Half a plan must not make us forget what was wanted: that is how we know our own orphans.
  if (plan.error !== undefined) Object.assign(items, before.items);
  for (const one of report.items) {
    const memory = before.items[one.key];
    // What is made for the first time has not been undone by anybody.
    const first = one.standing.is === 'new' && one.outcome === 'done';
    const tried = one.outcome !== undefined && one.action !== 'adopt' && !first;
    if (one.standing.is === 'gone' || (one.action === 'remove' && one.outcome === 'done')) delete items[one.key];
    else if (tried || one.outcome === 'failed') {
      const { error } = one;
      items[one.key] = afterAttempt(memory, { now: report.at, random, ...(error === undefined ? {} : { error }) });
    } else items[one.key] = one.standing.is === 'same' || first || !memory ? { attempts: 0 } : memory;
  }
  const steady = report.drift === 0 && report.failing === 0 && report.error === undefined;
  return {
    items,
    conditions: conditionsAfter(before.conditions, report),
    passes: before.passes + 1,
    ...(steady ? { lastSuccessAt: report.at } : before.lastSuccessAt ? { lastSuccessAt: before.lastSuccessAt } : {}),
    lastReport: report,
  };
}
