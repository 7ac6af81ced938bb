import { describe, expect, it } from 'vitest';
import { leakTrace } from '#components/trace/trace-fixture.ts';
import { leakWorkflow } from '#components/workflow/workflow-fixture.ts';
import type { RunView, WorkflowView } from '#core/live/prototype-snapshot.ts';
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

describe('what comes next', () => {
  it('is making a workflow once something is recorded', () => {
    expect(nextStep({ trace: { ...trace, calls: [] }, workflow: null, runs: [] }).kind).toBe('record');
    expect(nextStep({ trace, workflow: null, runs: [] }).kind).toBe('make');
  });

  it('is making it again when more was recorded', () => {
    expect(nextStep({ trace, workflow: { ...workflow, behind: 3 }, runs: [] }).kind).toBe('make');
  });

  it('is answering the questions that have no answer yet', () => {
    const asking = { ...workflow, questions: [question, { ...question, id: 'r' }], answers: { q: 'a' } };
    expect(nextStep({ trace, workflow: asking, runs: [] }).label).toBe('Answer 1 question');
  });

  it('is replaying, then planning, then exporting this version', () => {
    const replayed = run({});
    expect(nextStep({ trace, workflow, runs: [] }).label).toBe('Replay');
    expect(nextStep({ trace, workflow, runs: [run({ workflowVersion: 1 })] }).label).toBe('Replay');
    expect(nextStep({ trace, workflow, runs: [replayed] }).label).toBe('Plan');
    expect(nextStep({ trace, workflow, runs: [replayed, run({ mode: 'plan' })] }).label).toBe('Export');
  });

  it('is looking at a run that is under way', () => {
    expect(nextStep({ trace, workflow, runs: [run({ id: 'run-7', status: 'waiting' })] })).toMatchObject({
      run: 'run-7',
    });
  });
});
