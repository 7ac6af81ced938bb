import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { Studio } from '../studio.ts';
import { readWorkflow } from './read-workflow.ts';

/** Undo and redo: keeps an earlier version again as the newest one, its answers and edits with it. Nothing is lost. */
export async function restoreWorkflow(
  studio: Studio,
  { prototypeId, version }: { readonly prototypeId: string; readonly version: number },
): Promise<WorkflowView> {
  const { version: _, createdAt: __, behind: ___, ...kept } = await readWorkflow(studio, { prototypeId, version });
  const restored = await studio.store.workflows.append(prototypeId, { ...kept, restores: version });
  studio.events.publish(prototypeId, { type: 'workflow-changed', version: restored.version });
  return restored;
}
