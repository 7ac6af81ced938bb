import { afterRun, applyAll, isDue, withheldOf } from './apply-due.ts';
import { type Case, compareItems } from './compare-items.ts';
import { heal } from './heal-case.ts';
import { keepTheLead } from './keep-memory.ts';
import type { KeepPorts, KeptRun } from './keep-ports.ts';
import { type ItemReport, isDrift, isFailing, type KeepAction, type KeepReport } from './keep-report.ts';
import { stateAfter } from './state-after.ts';

/**
 * One pass of the control loop, level-triggered: it goes by what is, not by what happened.
 *
 *     remember → plan (what is wanted) → look (what is there) → compare → correct the ledger, change, remove → apply
 *
 * A crash between any two of these leaves a state from which the next pass goes on. The ledger is read before the world,
 * and corrected only where it still says what was read; so two passes at once cannot make an item twice.
 *
 * With mode `plan` nothing is changed and nothing remembered. Throws `LostLead` where another process took over, and
 * whatever the stores throw; all else is in the report.
 */
export async function keepPass(ports: KeepPorts, mode: 'plan' | 'apply'): Promise<KeepReport> {
  const at = ports.now();
  const state = await ports.memory.read();
  const records = new Map((await ports.ledger.list()).map((record) => [record.key, record]));
  const plan = await ports.plan();
  const cases = (
    await Promise.all(ports.rules.map((rule) => compareItems(ports, rule, { at, state, records, plan })))
  ).flat();
  const kept = new Set(ports.rules.map(({ step }) => step));
  const others = plan.effects.filter((effect) => effect.state === 'planned' && !kept.has(effect.step));
  const complete = (items: readonly ItemReport[], run: KeptRun, otherCount: number): KeepReport => ({
    mode,
    at,
    items,
    drift: items.filter(isDrift).length,
    failing: items.filter(isFailing).length,
    others: otherCount,
    ...(run.error === undefined ? {} : { error: run.error }),
  });
  if (mode === 'plan')
    return complete(
      cases.map(({ report }) => report),
      plan,
      others.length,
    );

  const due = others.filter((effect) => isDue(effect, cases));
  const acts = cases.some(({ report }) => ACTS.has(report.action)) || due.length > 0;
  if (acts) await ports.onActing?.();
  await keepTheLead(ports.memory);
  const healed: Case[] = [];
  for (const one of cases) healed.push(await heal(ports, one, records));
  await keepTheLead(ports.memory);

  const creates = healed.some(({ report }) => report.action === 'create' && report.outcome === undefined);
  const run = creates || due.length > 0 ? await applyAll(ports, withheldOf(ports, healed, records, others)) : plan;
  const ended = healed.map((one) => ({ ...one, report: afterRun(one.report, run) }));
  const reports = ended.map(({ report }) => report);
  // What kept the plan from its end may be just what was healed: where a run came after it, that one counts.
  const failures = run !== plan && explains(reports) ? { effects: run.effects } : run;
  const made = run.effects.filter((effect) => !kept.has(effect.step) && effect.how === 'created');
  const report = complete(reports, failures, run === plan ? 0 : made.length);
  await ports.memory.write(stateAfter(ports, state, report, plan));
  return report;
}

const ACTS: ReadonlySet<KeepAction> = new Set(['create', 'adopt', 'change', 'remove']);

/** Whether items already tell why the run did not succeed. */
function explains(reports: readonly ItemReport[]): boolean {
  return reports.some((report) => isFailing(report) || report.until !== undefined);
}
