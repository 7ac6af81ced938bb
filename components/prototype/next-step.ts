import type { RunMode } from '#core/execution/run-event.ts';
import type { PrototypeSnapshot, WorkflowView } from '#core/live/prototype-snapshot.ts';

/** The one thing that comes next in a prototype, from the first call to the export. */
export type NextStep =
  | { readonly kind: 'record'; readonly label: 'Make workflow' }
  | { readonly kind: 'make'; readonly label: string }
  | { readonly kind: 'answer'; readonly label: string; readonly count: number }
  | { readonly kind: 'run'; readonly label: string; readonly mode: RunMode }
  | { readonly kind: 'wait'; readonly label: string; readonly run: string }
  | { readonly kind: 'export'; readonly label: 'Export' };

export function nextStep(snapshot: Pick<PrototypeSnapshot, 'trace' | 'workflow' | 'runs' | 'approvals'>): NextStep {
  const { trace, workflow, runs, approvals } = snapshot;
  if (trace.calls.length === 0 && !workflow) return { kind: 'record', label: 'Make workflow' };
  if (!workflow) return { kind: 'make', label: 'Make workflow' };
  if (workflow.behind > 0) return { kind: 'make', label: 'Make workflow again' };
  const open = openQuestions(workflow).length;
  if (open > 0)
    return { kind: 'answer', label: open === 1 ? 'Answer 1 question' : `Answer ${open} questions`, count: open };
  const current = runs.filter((run) => run.workflowVersion === workflow.version);
  const active = current.find((run) => run.status === 'running' || run.status === 'waiting');
  const asks = approvals.some(({ subject }) => subject.kind === 'run' && subject.id === active?.id);
  if (active)
    return {
      kind: 'wait',
      label: active.status === 'waiting' || asks ? 'Look at what waits' : 'Watch the run',
      run: active.id,
    };
  const done = (mode: RunMode) => current.some((run) => run.mode === mode && run.status === 'succeeded');
  if (!done('replay')) return { kind: 'run', mode: 'replay', label: 'Replay' };
  if (!done('plan')) return { kind: 'run', mode: 'plan', label: 'Plan' };
  return { kind: 'export', label: 'Export' };
}

/** Questions that still hold by their default, the weightiest first. */
export function openQuestions(workflow: WorkflowView) {
  return workflow.questions
    .filter((question) => !Object.hasOwn(workflow.answers, question.id))
    .toSorted((a, b) => b.weight - a.weight);
}
