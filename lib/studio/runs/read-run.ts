import type { RunEvent } from '#core/execution/run-event.ts';
import type { RunView, WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { CallOutcome } from '#core/trace/trace.ts';
import type { RunRecord } from '#lib/storage/runs.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { readWorkflow } from '../workflow/read-workflow.ts';
import { cutRunEvent } from './cut-run-event.ts';
import { runView } from './run-view.ts';

/** A run with all that happened in it and the version of the workflow that it ran. Its output is whole. */
export interface RunDetail {
  readonly run: RunView;
  readonly events: readonly RunEvent[];
  /** Indexes of events in which a large value is only begun; `readRunEvent` gives all of one. */
  readonly cut: readonly number[];
  readonly workflow: WorkflowView;
}

/** Throws a `StudioError` (not-found). */
export async function readRun(
  studio: Studio,
  { prototypeId, runId }: { readonly prototypeId: string; readonly runId: string },
): Promise<RunDetail> {
  const run = await findRun(studio, { prototypeId, runId });
  const [events, workflow] = await Promise.all([
    studio.store.runs.events(runId),
    readWorkflow(studio, { prototypeId, version: run.workflowVersion }),
  ]);
  const shown = events.map(cutRunEvent);
  return {
    run: { ...runView(run), output: run.output },
    events: shown.map(({ event }) => event),
    cut: shown.flatMap(({ cut }, index) => (cut ? [index] : [])),
    workflow,
  };
}

/** The whole answer of a call of a run, by the place of the event that told it. Throws a `StudioError` (not-found). */
export async function readRunAnswer(
  studio: Studio,
  where: { readonly prototypeId: string; readonly runId: string; readonly index: number },
): Promise<{ readonly call: { readonly id: string; readonly outcome: CallOutcome } }> {
  await findRun(studio, where);
  const event = await studio.store.runs.event(where.runId, where.index);
  if (event?.type !== 'call-ended') throw new StudioError('not-found', 'No call of this run was answered there.');
  return { call: { id: event.call, outcome: { status: 'answered', result: event.result } } };
}

export async function findRun(
  studio: Studio,
  { prototypeId, runId }: { readonly prototypeId: string; readonly runId: string },
): Promise<RunRecord> {
  const run = await studio.store.runs.find(prototypeId, runId);
  if (run) return run;
  throw new StudioError('not-found', 'There is no such run of this prototype.');
}
