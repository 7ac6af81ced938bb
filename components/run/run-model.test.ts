import { describe, expect, it } from 'vitest';
import { leakTrace } from '#components/trace/trace-fixture.ts';
import { leakWorkflow } from '#components/workflow/workflow-fixture.ts';
import { memoryLedger } from '#core/effects/memory-ledger.ts';
import { replayWorkflow } from '#core/execution/replay-workflow.ts';
import type { RunEvent } from '#core/execution/run-event.ts';
import { runWorkflow } from '#core/execution/run-workflow.ts';
import type { JsonObject } from '#core/json/json.ts';
import { replayCaller } from '#core/trace/replay-caller.ts';
import { stepsById } from '#core/workflow/find-step.ts';
import { compareRuns } from './compare-runs.ts';
import { runModel } from './run-model.ts';
import { stepStates } from './step-states.ts';

const STARTED = '2026-11-20T10:00:00.000Z';

/** The leak recording as its workflow makes it: the fixture's calls with the arguments that the workflow has. */
function trace() {
  const whole = leakTrace();
  const calls = whole.calls.map((call) => {
    const { pull: _, ...args } = call.args;
    return call.tool === 'create_issue' ? { ...call, args } : call;
  });
  return { ...whole, calls: calls.filter((call) => call.tool !== 'add_comment') };
}

async function replayed(inputs: JsonObject = {}): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  await replayWorkflow({ workflow: leakWorkflow(), trace: trace(), inputs, onEvent: (event) => events.push(event) });
  return events;
}

async function planned(): Promise<RunEvent[]> {
  const events: RunEvent[] = [];
  await runWorkflow({
    workflow: leakWorkflow(),
    mode: 'plan',
    inputs: {},
    now: STARTED,
    timeZone: 'UTC',
    caller: replayCaller(trace()),
    ledger: memoryLedger(() => STARTED),
    approver: { approve: async () => ({ approved: true }) },
    clock: { milliseconds: () => 0, sleep: async () => {} },
    onEvent: (event) => events.push(event),
  });
  return events;
}

const stepIds = () => stepsById(leakWorkflow()).keys();

describe('a run on the page', () => {
  it('counts the iterations of a step', async () => {
    const model = runModel(await replayed(), STARTED);
    expect(model.status).toBe('succeeded');
    expect(model.calls).toHaveLength(4);
    expect(stepStates(model, stepIds()).get('createIssue')).toEqual({ state: 'done', note: '3×' });
    expect(stepStates(model, stepIds()).get('listPullRequests')).toEqual({ state: 'done' });
  });

  it('shows, part of the way, what runs and what is still to come', async () => {
    const events = await replayed();
    const firstCall = events.findIndex((event) => event.type === 'call-started');
    const states = stepStates(runModel(events.slice(0, firstCall + 1), STARTED), stepIds());
    expect(states.get('listPullRequests')?.state).toBe('running');
    expect(states.get('createIssue')?.state).toBe('idle');
  });

  it('marks the step at which a replay left its recording', async () => {
    const model = runModel(await replayed({ phrase: 'Bump' }), STARTED);
    expect(model.status).toBe('diverged');
    const step = model.divergence?.step ?? '';
    expect(stepStates(model, stepIds()).get(step)).toMatchObject({ state: 'failed', note: 'diverged' });
  });

  it('lists what a plan would do, and no call of a write', async () => {
    const model = runModel(await planned(), STARTED);
    expect(model.effects.map(({ state, tool }) => `${state} ${tool}`)).toEqual(Array(3).fill('planned create_issue'));
    expect(model.calls.map(({ tool }) => tool)).toEqual(['list_pull_requests']);
  });

  it('begins anew where the run was resumed', async () => {
    const events = await replayed();
    const model = runModel([...events.slice(0, 5), ...events], STARTED);
    expect(model.resumed).toBe(1);
    expect(model.calls).toHaveLength(4);
    expect(model.steps.get('createIssue')?.started).toBe(3);
  });
});

describe('two runs side by side', () => {
  it('finds nothing between a run and itself', async () => {
    const run = { model: runModel(await replayed(), STARTED), inputs: {} };
    expect(compareRuns(run, run).first).toBeNull();
  });

  it('names the first call that differs, and how', async () => {
    const left = { model: runModel(await replayed(), STARTED), inputs: { project: 'PLAT' } };
    const right = { model: runModel(await replayed({ project: 'OPS' }), STARTED), inputs: { project: 'OPS' } };
    const { inputs, calls, first } = compareRuns(left, right);
    expect(inputs).toHaveLength(1);
    const pair = calls[first ?? -1];
    expect(pair?.step).toBe('createIssue');
    expect(pair?.differences[0]).toMatchObject({ where: 'arguments', difference: { path: ['project'] } });
  });

  it('holds a write that was planned against the one that was sent', async () => {
    const left = { model: runModel(await planned(), STARTED), inputs: {} };
    const right = { model: runModel(await replayed(), STARTED), inputs: {} };
    const { calls, first } = compareRuns(left, right);
    expect(first).toBeNull();
    expect(calls.map(({ left: one, right: other }) => [one?.unsent, other?.unsent])).toEqual([
      [undefined, undefined],
      ...Array(3).fill(['planned', undefined]),
    ]);
  });

  it('keeps what only one run made in its place', async () => {
    const events = await replayed();
    // As a run that ended before its last write.
    const second = events.findLastIndex((event) => event.type === 'step-started');
    const left = { model: runModel(events.slice(0, second), STARTED), inputs: {} };
    const right = { model: runModel(events, STARTED), inputs: {} };
    const shape = ({ calls }: ReturnType<typeof compareRuns>) =>
      calls.map(({ left: one, right: other }) => [one !== null, other !== null]);
    expect(shape(compareRuns(left, right))).toEqual([
      [true, true],
      [true, true],
      [true, true],
      [false, true],
    ]);
    expect(shape(compareRuns(right, left)).at(-1)).toEqual([true, false]);
  });
});
