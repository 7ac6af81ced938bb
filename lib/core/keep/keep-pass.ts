import { EffectFailure } from '../effects/ensure-effect.ts';
import type { Effect, EffectRecord } from '../effects/ledger.ts';
import { decideAction } from './decide-action.ts';
import { diffItem } from './diff-item.ts';
import { adoptItem, makeChange, releaseItem, ruleEffect } from './heal-item.ts';
import { LostLead } from './keep-memory.ts';
import type { KeepPorts, KeptRun } from './keep-ports.ts';
import type { ItemReport, KeepAction, KeepReport } from './keep-report.ts';
import { afterAttempt, conditionsAfter, type ItemMemory, type KeepState } from './keep-state.ts';
import { isMade, type KeptItem, type Look } from './kept-item.ts';
import { lookForItems } from './look-for-items.ts';
import type { RunnableRule } from './runnable-rule.ts';
import { wantedItems } from './wanted-items.ts';

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
  await keepTheLead(ports);
  const healed: Case[] = [];
  for (const one of cases) healed.push(await heal(ports, one, records));
  await keepTheLead(ports);

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

/**
 * Whether a planned write of another step can be made now: not where it needs what is not made yet (a plan puts a mark in
 * its place), or belongs to an item that waits. Else every pass would run for what it cannot do.
 */
function isDue({ args, path }: EffectRecord, cases: readonly Case[]): boolean {
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

const ACTS: ReadonlySet<KeepAction> = new Set(['create', 'adopt', 'change', 'remove']);

/** One item on its way through a pass. */
interface Case {
  readonly rule: RunnableRule;
  readonly item: KeptItem;
  readonly report: ItemReport;
}

async function compareItems(
  ports: KeepPorts,
  rule: RunnableRule,
  facts: {
    readonly at: string;
    readonly state: KeepState;
    readonly records: ReadonlyMap<string, EffectRecord>;
    readonly plan: KeptRun;
  },
): Promise<readonly Case[]> {
  const { at, state, records, plan } = facts;
  const items = wantedItems(rule, { planned: plan.effects, records, state });
  const looks = await lookForItems(rule, items, (read) => ports.readData(read, rule.step));
  // Where not all was seen that is wanted, or nothing at all is, "no longer wanted" may only mean "not seen".
  const removes = plan.error === undefined && items.some((item) => item.wanted);
  return items.map((item): Case => {
    const { effect } = item;
    const look: Look = looks.get(effect.key) ?? { is: 'hidden', reason: 'It was not looked for.' };
    const change = look.is === 'there' ? changeOf(ports, rule, item, look) : undefined;
    const done = change && records.get(change.key);
    const standing = diffItem(rule, item, look, {
      now: at,
      ...(done?.state === 'confirmed' ? { changedAt: done.updatedAt } : {}),
    });
    const memory = state.items[effect.key];
    const { action, until } = decideAction(rule, standing, { now: at, memory, removes });
    return {
      rule,
      item,
      report: {
        key: effect.key,
        step: rule.step,
        label: labelOf(effect),
        wanted: effect.args,
        standing,
        action,
        ...(until === undefined ? {} : { until }),
        ...(action === 'wait' && memory?.error !== undefined ? { error: memory.error } : {}),
      },
    };
  });
}

function changeOf(
  ports: KeepPorts,
  rule: RunnableRule,
  item: KeptItem,
  look: Extract<Look, { is: 'there' }>,
): Effect | undefined {
  if (!rule.change || !item.wanted) return undefined;
  const made = item.made ?? look.actual;
  return ruleEffect(ports.workflow, rule, item, rule.change({ made, wanted: item.effect.args, actual: look.actual }));
}

/** Everything about an item except creating it, which the run does. */
async function heal(ports: KeepPorts, one: Case, records: ReadonlyMap<string, EffectRecord>): Promise<Case> {
  const { rule, item, report } = one;
  const { standing, action } = report;
  try {
    if (standing.is === 'missing' && action === 'create') {
      const released = await releaseItem(ports, item);
      return released ? one : leaveFor(ports, one);
    }
    if (standing.is === 'stray' && action === 'adopt') {
      await adoptItem(ports, item, standing.actual);
      if (standing.fields.length === 0 || !rule.change) return done(one);
    }
    if (action === 'remove' && standing.is === 'orphan' && rule.remove) {
      const effect = ruleEffect(
        ports.workflow,
        rule,
        item,
        rule.remove({ wanted: item.effect.args, actual: standing.actual }),
      );
      await makeChange(ports, effect, records.get(effect.key));
      if (item.record) await ports.ledger.setBack(item.record, 'It was removed, because it is no longer wanted.');
      return done(one);
    }
    if ((action === 'change' || action === 'adopt') && 'actual' in standing) {
      const effect = changeOf(ports, rule, item, { is: 'there', actual: standing.actual });
      if (effect) await makeChange(ports, effect, records.get(effect.key));
      return done(one);
    }
    return one;
  } catch (reason) {
    if (!(reason instanceof EffectFailure)) throw reason;
    // Another process is at it: that is nothing to retry or to complain about.
    if (reason.kind === 'busy') return leaveFor(ports, one);
    return { ...one, report: { ...report, outcome: 'failed', error: reason.message } };
  }
}

function leaveFor(ports: KeepPorts, one: Case): Case {
  return { ...one, report: { ...one.report, action: 'wait', until: ports.now() } };
}

function done(one: Case): Case {
  return { ...one, report: { ...one.report, outcome: 'done' } };
}

/** What the run must not make: what waits or needs a person. */
function withheldOf(
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
async function applyAll(ports: KeepPorts, withheld: ReadonlyMap<string, string>): Promise<KeptRun> {
  const reasons = new Map(withheld);
  const effects = new Map<string, EffectRecord>();
  for (;;) {
    const run = await ports.apply(reasons);
    for (const effect of run.effects) effects.set(effect.key, effect);
    const lost = run.effects.filter(({ key, state }) => state === 'unknown' && !reasons.has(key));
    if (lost.length === 0 || ports.signal?.aborted) return { ...run, effects: [...effects.values()] };
    for (const { key, error } of lost) reasons.set(key, error ?? 'Its answer was lost.');
    await keepTheLead(ports);
  }
}

/** What became of an item that the run was to create. One that it did not get to was not tried. */
function afterRun(report: ItemReport, run: KeptRun): ItemReport {
  if (report.action !== 'create' || report.outcome !== undefined) return report;
  const effect = run.effects.find(({ key }) => key === report.key);
  if (effect?.state === 'confirmed') return { ...report, outcome: 'done' };
  if (!effect) return { ...report, action: 'wait' };
  return { ...report, outcome: 'failed', error: effect.error ?? 'It was not made.' };
}

/** Whether items already tell why the run did not succeed. */
function explains(reports: readonly ItemReport[]): boolean {
  return reports.some((report) => isFailing(report) || report.until !== undefined);
}

function stateAfter(ports: KeepPorts, before: KeepState, report: KeepReport, plan: KeptRun): KeepState {
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

function isDrift({ standing, action, outcome }: ItemReport): boolean {
  if (outcome === 'done') return false;
  switch (standing.is) {
    case 'missing':
    case 'new':
    case 'changed':
    case 'stray':
    case 'unknown':
      return true;
    case 'orphan':
      // An orphan that nobody said to remove is no difference that anybody wants gone.
      return action !== 'leave';
    default:
      return false;
  }
}

function isFailing({ standing, outcome, error }: ItemReport): boolean {
  return outcome === 'failed' || error !== undefined || standing.is === 'hidden' || standing.is === 'unknown';
}

async function keepTheLead(ports: KeepPorts): Promise<void> {
  if (!(await ports.memory.lead())) throw new LostLead('Another process leads now; this pass changes nothing more.');
}

/** The innermost loop's item, else the first text among the arguments. */
function labelOf({ path, args, tool }: Effect): string {
  const named = ['title', 'name', 'subject', 'summary'].map((name) => args[name]);
  const text = [...named, ...Object.values(args)].find((value) => typeof value === 'string' && value !== '');
  return path.at(-1) ?? (typeof text === 'string' ? text.slice(0, 80) : tool);
}
