import type { EffectRecord } from '#core/effects/ledger.ts';
import type { RunEvent } from '#core/execution/run-event.ts';
import type { RunView, WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { RunRecord } from '#lib/storage/runs.ts';
import { readWorkflow } from './read-workflow.ts';
import { runView } from './run-view.ts';
import type { Studio } from './studio.ts';
import { StudioError } from './studio-error.ts';

/** A run with all that happened in it and the version of the workflow that it ran. */
export interface RunDetail {
  readonly run: RunView;
  readonly events: readonly RunEvent[];
  readonly effects: readonly EffectRecord[];
  readonly workflow: WorkflowView;
}

/** Throws a `StudioError` (not-found). */
export async function readRun(
  studio: Studio,
  { prototypeId, runId }: { readonly prototypeId: string; readonly runId: string },
): Promise<RunDetail> {
  const run = await findRun(studio, { prototypeId, runId });
  const [events, effects, workflow] = await Promise.all([
    studio.store.runs.events(runId),
    studio.store.runs.effects(runId),
    readWorkflow(studio, { prototypeId, version: run.workflowVersion }),
  ]);
  return { run: runView(run), events, effects, workflow };
}

export async function findRun(
  studio: Studio,
  { prototypeId, runId }: { readonly prototypeId: string; readonly runId: string },
): Promise<RunRecord> {
  const run = await studio.store.runs.find(prototypeId, runId);
  if (run) return run;
  throw new StudioError('not-found', 'There is no such run of this prototype.');
}
