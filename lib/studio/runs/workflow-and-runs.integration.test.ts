import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunMode } from '#core/execution/run-event.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import { settleApproval } from '../calls/settle-approval.ts';
import { openTestStudio } from '../open-test-studio.ts';
import { createSample } from '../prototypes/create-sample.ts';
import { consentToSampleServers } from '../prototypes/sample-servers.ts';
import type { Studio } from '../studio.ts';
import { makeWorkflow } from '../workflow/make-workflow.ts';
import { printWorkflowCode } from '../workflow/print-workflow-code.ts';
import { restoreWorkflow } from '../workflow/restore-workflow.ts';
import { readRun } from './read-run.ts';
import { resolveEffect } from './resolve-effect.ts';
import { resumeRun } from './resume-run.ts';
import { startRun } from './start-run.ts';
import { stopRun } from './stop-run.ts';

let studio: Studio;
let close: () => Promise<void>;
let prototypeId: string;

beforeAll(async () => {
  ({ studio, close } = await openTestStudio());
  const sample = await createSample(studio);
  prototypeId = sample.id;
  await consentToSampleServers(studio, sample.servers);
});

afterAll(() => close());

/** Answers everything that runs ask, until told to stop. */
function approveAll(approve: boolean): () => void {
  const subscription = studio.events.subscribe(prototypeId, studio.events.last(prototypeId), (event) => {
    if (event.type !== 'approval-asked') return;
    const approvalId = event.approval.id;
    setTimeout(
      () => void settleApproval(studio, { prototypeId, approvalId, answer: { approve, reason: 'Not now.' } }),
      0,
    );
  });
  return subscription.kind === 'subscribed' ? subscription.end : () => {};
}

async function over(run: RunView): Promise<RunView> {
  await expect
    .poll(async () => (await readRun(studio, { prototypeId, runId: run.id })).run.status, { timeout: 30_000 })
    .not.toBe('running');
  return (await readRun(studio, { prototypeId, runId: run.id })).run;
}

async function runOnce(mode: RunMode, inputs: JsonObject = {}): Promise<RunView> {
  return over(await startRun(studio, { prototypeId, mode, inputs }));
}

describe('from the recording to runs', () => {
  it('derives a workflow from the sample and keeps it as a version', async () => {
    const made = await makeWorkflow(studio, { prototypeId });
    expect(made).toMatchObject({ version: 1, how: 'inferred', behind: 0 });
    expect(made.workflow.inputs.length).toBeGreaterThan(0);
  });

  it('lets the studio answer others while it derives', async () => {
    let answered = 0;
    let made = false;
    const making = makeWorkflow(studio, { prototypeId }).finally(() => {
      made = true;
    });
    while (!made) {
      await studio.store.prototypes.find(prototypeId);
      answered += 1;
    }
    await making;
    expect(answered).toBeGreaterThan(10);
  });

  it('prints the code and knows where each step stands in it', async () => {
    const { text, steps } = await printWorkflowCode(studio, { prototypeId });
    const lines = text.split('\n');
    const entries = Object.entries(steps);
    expect(entries.length).toBeGreaterThan(1);
    for (const [, [first, last]] of entries) {
      expect(first).toBeLessThanOrEqual(last);
      expect(lines[first - 1]?.trim()).not.toBe('');
    }
  });

  it('replays offline and succeeds', async () => {
    const run = await runOnce('replay');
    expect(run.error).toBeUndefined();
    expect(run).toMatchObject({ status: 'succeeded', mode: 'replay' });
    expect(run.effects.created).toBeGreaterThan(1);
  });

  it('says where a replay with other inputs leaves the recording', async () => {
    const { workflow } = await makeWorkflow(studio, { prototypeId });
    const name = workflow.inputs.find((input) => input.default === 'acme/storefront')?.name;
    if (!name) throw new Error('The sample has an input for the repository.');
    const run = await runOnce('replay', { [name]: 'acme/elsewhere' });
    expect(run.status).toBe('diverged');
    expect(run.divergence).toMatchObject({
      kind: 'argument',
      args: expect.objectContaining({ repository: 'acme/elsewhere' }),
    });
  });

  it('plans: reads live, captures every write, changes nothing', async () => {
    const run = await runOnce('plan');
    expect(run.error).toBeUndefined();
    expect(run.status).toBe('succeeded');
    expect(run.effects).toMatchObject({ created: 0, failed: 0, unknown: 0 });
    expect(run.effects.planned).toBeGreaterThan(1);
  });

  it('refuses inputs that the workflow does not have', async () => {
    await expect(startRun(studio, { prototypeId, mode: 'plan', inputs: { nonsense: 1 } })).rejects.toThrow(
      /no input "nonsense"/,
    );
  });

  it('stops where a write is not approved, and goes on from there when resumed', async () => {
    const deny = approveAll(false);
    const denied = await runOnce('apply');
    deny();
    expect(denied).toMatchObject({ status: 'stopped', effects: { created: 0 } });

    const allow = approveAll(true);
    const resumed = await over(await resumeRun(studio, { prototypeId, runId: denied.id }));
    allow();
    expect(resumed.error).toBeUndefined();
    expect(resumed.status).toBe('succeeded');
    expect(resumed.effects.created).toBeGreaterThan(1);
  });

  it('adds nothing when applied again', async () => {
    const again = await runOnce('apply');
    expect(again).toMatchObject({ status: 'succeeded', effects: { created: 0, planned: 0 } });
    expect(again.effects.found).toBeGreaterThan(1);
  });

  it('stops a run that waits for an approval when the user stops it', async () => {
    const { workflow } = await makeWorkflow(studio, { prototypeId });
    const name = workflow.inputs.find((input) => input.default === 'PERF')?.name;
    const run = await startRun(studio, { prototypeId, mode: 'apply', inputs: name ? { [name]: 'OPS' } : {} });
    await expect.poll(async () => (await studio.store.approvals.open(prototypeId)).length, { timeout: 20_000 }).toBe(1);
    await stopRun(studio, { prototypeId, runId: run.id });
    expect(await over(run)).toMatchObject({ status: 'stopped', effects: { created: 0 } });
    expect(await studio.store.approvals.open(prototypeId)).toEqual([]);
  });

  it('never repeats a write whose answer was lost: a person says what became of it, and the run goes on', async () => {
    const { workflow } = await makeWorkflow(studio, { prototypeId });
    const name = workflow.inputs.find((input) => input.default === 'PERF')?.name;
    const started = await startRun(studio, { prototypeId, mode: 'apply', inputs: name ? { [name]: 'SHOP' } : {} });
    await expect.poll(async () => (await studio.store.approvals.open(prototypeId)).length, { timeout: 20_000 }).toBe(1);
    await stopRun(studio, { prototypeId, runId: started.id });
    await over(started);
    // As a crash between sending and answering would leave it.
    const ledger = studio.store.runs.ledger(prototypeId, started.id);
    const lost = (await ledger.list()).find(({ args, state }) => args.project === 'SHOP' && state === 'failed');
    if (!lost) throw new Error('The stopped run left one write undone.');
    await ledger.claim(lost);
    await ledger.mark(lost.key, { state: 'sent' });

    const allow = approveAll(true);
    const waiting = await over(await resumeRun(studio, { prototypeId, runId: started.id }));
    expect(waiting).toMatchObject({ status: 'waiting', effects: { created: 0, unknown: 1 } });
    const order = { prototypeId, runId: started.id, key: lost.key };
    const going = await resolveEffect(studio, { ...order, verdict: 'done' });
    const ended = await over(going);
    allow();
    expect(ended.error).toBeUndefined();
    expect(ended).toMatchObject({ status: 'succeeded', effects: { found: 1, unknown: 0 } });
    await expect(resolveEffect(studio, { ...order, verdict: 'retry' })).rejects.toThrow(/is known: it is confirmed/);
  });

  it('brings an earlier version back as the newest', async () => {
    const restored = await restoreWorkflow(studio, { prototypeId, version: 1 });
    expect(restored.version).toBeGreaterThan(1);
    const first = await studio.store.workflows.find(prototypeId, 1);
    expect(restored.workflow).toEqual(first?.workflow);
  });
});
