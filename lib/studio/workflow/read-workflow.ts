import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { WorkflowVersionEntry } from '#lib/storage/workflows.ts';
import { requirePrototype } from '../prototypes/prototype-view.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';

/** A kept version of the workflow, the latest where none is named. Throws a `StudioError` (not-found). */
export async function readWorkflow(
  studio: Studio,
  { prototypeId, version }: { readonly prototypeId: string; readonly version?: number },
): Promise<WorkflowView> {
  await requirePrototype(studio, prototypeId);
  const found =
    version === undefined
      ? await studio.store.workflows.latest(prototypeId)
      : await studio.store.workflows.find(prototypeId, version);
  if (found) return found;
  throw version === undefined
    ? new StudioError('not-found', 'This prototype has no workflow yet.', { advice: 'Make one from its recording.' })
    : new StudioError('not-found', `There is no version ${version} of this workflow.`);
}

/** All kept versions, newest first, without their documents. */
export async function listWorkflowVersions(
  studio: Studio,
  prototypeId: string,
): Promise<readonly WorkflowVersionEntry[]> {
  await requirePrototype(studio, prototypeId);
  return studio.store.workflows.list(prototypeId);
}
