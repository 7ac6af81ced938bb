import {
  ActivityCancellationType,
  type ActivityOptions,
  ApplicationFailure,
  CancellationScope,
  CancelledFailure,
  condition,
  continueAsNew,
  defineQuery,
  defineSignal,
  log,
  proxyActivities,
  setHandler,
  sleep,
} from '@temporalio/workflow';
import { jsonEqual } from '#core/json/equal.ts';
import type { AgentSetup, Log } from '../../agent-setup.ts';
import type { PassResult } from '../../command/run-pass.ts';
import { RunEnded } from '../../failures.ts';
import type { RunActivities } from '../run-activities.ts';
import { type RunOrder, runOnActivities } from '../run-on-activities.ts';
import { type RunReport, type RunWish, reportOf, WAITS_FOR, WAKE } from '../run-wish.ts';

/** A worker gives a sign of life every few seconds; the work of one that died is taken up by another. */
const ACTIVITY: ActivityOptions = {
  startToCloseTimeout: '1 hour',
  heartbeatTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
};
const activities = proxyActivities<Omit<RunActivities, 'makeChange'>>(ACTIVITY);
// A run that is stopped waits for the answer of a change that is under way.
const { makeChange } = proxyActivities<Pick<RunActivities, 'makeChange'>>({
  ...ACTIVITY,
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
});

const LOOK_AGAIN = '5 minutes';
const LONGEST_WAIT_MS = 60 * 60_000;

/**
 * One run of the agent as a workflow of Temporal. Every call is an activity; the program between them runs here, and
 * again from the history wherever the workflow is taken up. A run that waits for somebody begins anew when that
 * may have changed: the ledger knows what is done.
 */
export async function runWorkflow(program: RunOrder['program'], wish: RunWish = {}): Promise<RunReport> {
  const stop = new AbortController();
  CancellationScope.current().cancelRequested.catch(() => stop.abort());
  const ground = await activities.begin();
  const order = {
    ...{ program, activities, makeChange, ground, log: workflowLog, clock: workflowClock, signal: stop.signal },
    ...{ inputs: wish.inputs ?? {}, now: new Date().toISOString() },
  };
  const mode = wish.plan ? 'plan' : ground.mode;
  const result = await runOnActivities({ ...order, mode });
  if (stop.signal.aborted) throw new CancelledFailure('The run was stopped. What it had done is remembered.');
  const report = reportOf(mode, result);
  if (result.status === 'succeeded') return report;
  if (mode === 'apply' && (await someoneIsAsked(result, order))) {
    await untilSomethingIsDecided(result.error ?? 'It waits for somebody.');
    return continueAsNew<(wish: RunWish) => Promise<RunReport>>(wish);
  }
  throw ApplicationFailure.create({ type: 'RunFailed', message: result.error, details: [report] });
}

/** A run stops at the first change that nobody has approved: the others are written down too, to be approved together. */
async function someoneIsAsked({ status }: PassResult, order: Omit<RunOrder, 'mode'>): Promise<boolean> {
  if (status === 'waiting') return true;
  if (status !== 'stopped' || (await activities.openQuestions()).length === 0) return false;
  const { effects } = await runOnActivities({ ...order, mode: 'plan' });
  await activities.propose(effects.filter(({ state }) => state === 'planned'));
  return true;
}

async function untilSomethingIsDecided(waitsFor: string): Promise<void> {
  let woken = false;
  setHandler(defineQuery<string>(WAITS_FOR), () => waitsFor);
  setHandler(defineSignal(WAKE), () => {
    woken = true;
  });
  log.info('waits for somebody', { waitsFor });
  const asked = await activities.openQuestions();
  const until = Date.now() + LONGEST_WAIT_MS;
  while (!woken && Date.now() < until) {
    await condition(() => woken, LOOK_AGAIN);
    if (!jsonEqual([...(await activities.openQuestions())], [...asked])) return;
  }
}

const workflowLog: Log = {
  debug: (facts, message) => log.debug(message, { ...facts }),
  info: (facts, message) => log.info(message, { ...facts }),
  warn: (facts, message) => log.warn(message, { ...facts }),
  error: (facts, message) => log.error(message, { ...facts }),
};

/** Time as the history has it. */
const workflowClock: Pick<AgentSetup, 'sleep' | 'milliseconds'> = {
  milliseconds: () => Date.now(),
  async sleep(milliseconds, signal) {
    try {
      await sleep(milliseconds);
    } catch (reason) {
      if (signal?.aborted) throw new RunEnded('stopped', 'The run was stopped.');
      throw reason;
    }
  },
};
