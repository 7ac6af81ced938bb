'use client';

import { usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { useAction } from '#components/prototype/use-action.ts';
import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { useVersions } from './use-versions.ts';

/**
 * Changes of the workflow, one after the other: what is typed and pressed while one is saved waits for its turn. `undo`
 * and `redo` are null where nothing is before or after.
 */
export function useWorkflowChanges(prototype: string, versions: ReturnType<typeof useVersions>) {
  const { reload } = usePrototypeActions();
  const change = useAction(
    async (body: object, method: string) => {
      await requestJson<WorkflowView>(`/api/prototypes/${prototype}/workflow`, { method, body });
      await reload();
    },
    { inTurn: true },
  );
  const restore = (version: number) => {
    // Which version is the one before is known again when the change under way is through.
    if (!change.busy) void change.run({ restore: version }, 'PATCH');
  };
  const to = (version: number | null) => (version === null ? null : () => restore(version));
  return { change, restore, undo: to(versions.undo), redo: to(versions.redo) };
}
