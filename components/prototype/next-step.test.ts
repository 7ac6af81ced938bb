import { describe, expect, it } from 'vitest';
import { leakTrace } from '#components/trace/trace-fixture.ts';
import { leakWorkflow } from '#components/workflow/workflow-fixture.ts';
import type { RunView, WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { ApprovalRequest } from '#core/live/studio-event.ts';
import { nextStep } from './next-step.ts';

const trace = leakTrace();

const workflow: WorkflowView = {
  version: 2,
  createdAt: trace.now,
  how: 'inferred',
  workflow: leakWorkflow(),
  evidence: { values: [], notes: [], dropped: [] },
  questions: [],
  answers: {},
  edits: [],
  findings: [],
  proof: { proved: 3, asked: 0, assumed: 0, checks: [] },
  behind: 0,
};

const question = { id: 'q', text: 'Which?', options: [], default: 'a', weight: 1 };

function run(part: Partial<RunView>): RunView {
  const effects = { created: 0, found: 0, planned: 0, failed: 0, unknown: 0 };
  return {
    id: 'run-1',
    mode: 'replay',
    status: 'succeeded',
    workflowVersion: 2,
    inputs: {},
    output: null,
    startedAt: trace.now,
    effects,
    ...part,
  };
}

const approval: ApprovalRequest = {
  id: 'approval-1',
  subject: { kind: 'run', id: 'run-1' },
  server: 'tracker',
  tool: 'create_issue',
  args: {},
  argsHash: '',
  effect: 'write',
  askedAt: trace.now,
};

describe('what comes next', () => {
  it('is making a workflow once something is recorded', () => {
    expect(nextStep({ trace: { ...trace, calls: [] }, workflow: null, approvals: [], runs: [] }).kind).toBe('record');
    expect(nextStep({ trace, workflow: null, approvals: [], runs: [] }).kind).toBe('make');
  });

  it('is making it again when more was recorded', () => {
    expect(nextStep({ trace, workflow: { ...workflow, behind: 3 }, approvals: [], runs: [] }).kind).toBe('make');
  });

  it('is answering the questions that have no answer yet', () => {
    const asking = { ...workflow, questions: [question, { ...question, id: 'r' }], answers: { q: 'a' } };
    expect(nextStep({ trace, workflow: asking, approvals: [], runs: [] }).label).toBe('Answer 1 question');
  });

  it('is replaying, then planning, then exporting this version', () => {
    const replayed = run({});
    expect(nextStep({ trace, workflow, approvals: [], runs: [] }).label).toBe('Replay');
    expect(nextStep({ trace, workflow, approvals: [], runs: [run({ workflowVersion: 1 })] }).label).toBe('Replay');
    expect(nextStep({ trace, workflow, approvals: [], runs: [replayed] }).label).toBe('Plan');
    expect(nextStep({ trace, workflow, approvals: [], runs: [replayed, run({ mode: 'plan' })] }).label).toBe('Export');
  });

  it('is looking at a run that is under way', () => {
    const active = (status: RunView['status'], approvals = [approval]) =>
      nextStep({ trace, workflow, approvals, runs: [run({ status })] });
    expect(active('waiting', [])).toMatchObject({ run: 'run-1', label: 'Look at what waits' });
    expect(active('running', [])).toMatchObject({ run: 'run-1', label: 'Watch the run' });
    expect(active('running')).toMatchObject({ run: 'run-1', label: 'Look at what waits' });
  });
});
