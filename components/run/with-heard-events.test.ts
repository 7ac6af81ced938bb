import { describe, expect, it } from 'vitest';
import { leakWorkflow } from '#components/workflow/workflow-fixture.ts';
import type { RunEvent } from '#core/execution/run-event.ts';
import type { RunDetail } from './use-run-detail.ts';
import { withHeardEvents } from './with-heard-events.ts';

const event = (at: number): RunEvent => ({ type: 'step-started', step: `step${at}`, path: [], at });

function loaded(count: number): RunDetail {
  return {
    run: {
      id: 'run-1',
      mode: 'apply',
      status: 'running',
      workflowVersion: 1,
      inputs: {},
      output: null,
      startedAt: '2026-11-20T10:00:00.000Z',
      effects: { created: 0, found: 0, planned: 0, failed: 0, unknown: 0 },
    },
    events: Array.from({ length: count }, (_, at) => event(at)),
    cut: [],
    workflow: {
      version: 1,
      createdAt: '2026-11-20T10:00:00.000Z',
      how: 'inferred',
      workflow: leakWorkflow(),
      evidence: { values: [], notes: [], dropped: [] },
      questions: [],
      answers: {},
      edits: [],
      findings: [],
      proof: { proved: 0, asked: 0, assumed: 0, checks: [] },
      behind: 0,
    },
  };
}

const heard = (...indexes: readonly number[]) => indexes.map((index) => ({ index, event: event(index) }));

describe('a run that goes on while its page is open', () => {
  it('is what was loaded and what was told since, each event once', () => {
    const { detail, missed } = withHeardEvents(loaded(3), heard(1, 2, 3, 4));
    expect(detail.events.map(({ at }) => at)).toEqual([0, 1, 2, 3, 4]);
    expect(missed).toBe(false);
  });

  it('stays the same object while nothing new is told', () => {
    const before = loaded(3);
    expect(withHeardEvents(before, heard(0, 1, 2)).detail).toBe(before);
  });

  it('says that the stream left something out, and shows nothing after it', () => {
    const { detail, missed } = withHeardEvents(loaded(3), heard(3, 5, 6));
    expect(detail.events.map(({ at }) => at)).toEqual([0, 1, 2, 3]);
    expect(missed).toBe(true);
  });

  it('remembers which events are only begun', () => {
    const { detail } = withHeardEvents(loaded(1), [{ index: 1, event: event(1), cut: true }]);
    expect(detail.cut).toEqual([1]);
  });
});
