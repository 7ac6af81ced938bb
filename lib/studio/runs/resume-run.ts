import type { RunView } from '#core/live/prototype-snapshot.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { readWorkflow } from '../workflow/read-workflow.ts';
import { findRun } from './read-run.ts';
import { runView } from './run-view.ts';
import { begin, requireServers } from './start-run.ts';

/**
 * Goes on with a run that was stopped, cut off or failed: the same run, inputs and instant. The ledger keeps what is done
 * from being done again. Throws a `StudioError`: conflict where the run cannot be resumed.
 */
export async function resumeRun(
  studio: Studio,
  { prototypeId, runId }: { readonly prototypeId: string; readonly runId: string },
): Promise<RunView> {
  const run = await findRun(studio, { prototypeId, runId });
  if (run.mode === 'replay') {
    throw new StudioError('conflict', 'A replay changes nothing, so there is nothing to resume.', {
      advice: 'Start a new replay.',
    });
  }
  const { workflow } = await readWorkflow(studio, { prototypeId, version: run.workflowVersion });
  await requireServers(studio, workflow);
  if (run.status === 'waiting') await studio.store.runs.update(runId, { status: 'stopped' });
  const reopened = await studio.store.runs.reopen(runId);
  if (!reopened) throw new StudioError('conflict', `This run is ${run.status} and cannot be resumed.`);
  studio.events.publish(prototypeId, { type: 'prototype-changed' });
  begin(studio, reopened, workflow);
  return runView(reopened);
}
