import type { RunView } from '#core/live/prototype-snapshot.ts';
import type { Studio } from '../studio.ts';
import { findRun } from './read-run.ts';
import { runView } from './run-view.ts';

/** Stops a run at its next step; what it has done stays done. A run that is over stays as it is. */
export async function stopRun(
  studio: Studio,
  { prototypeId, runId }: { readonly prototypeId: string; readonly runId: string },
): Promise<RunView> {
  const run = await findRun(studio, { prototypeId, runId });
  if (studio.calls.cancel(runId, 'The user stopped the run.')) return runView(run);
  // It waits for a person, or its process is gone: nothing is under way that could be told.
  const stopped = await studio.store.runs.update(runId, {
    status: 'stopped',
    error: 'The user stopped the run.',
    endedAt: studio.clock.now(),
  });
  studio.events.publish(prototypeId, { type: 'prototype-changed' });
  return runView(stopped ?? run);
}
