'use client';

import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import type { WorkflowEdit } from '#core/workflow/edit/workflow-edit.ts';
import { useWorkflowPage } from '../workflow-context.tsx';
import { checkEdit } from './check-edit.ts';

/** How editors change the workflow: made at once, and looked at before. Null where it is only shown. */
export function useEditing(): {
  readonly edit: (edit: WorkflowEdit) => Promise<boolean>;
  /** What the edit would break, in one line; null where nothing. */
  readonly check: (edit: WorkflowEdit) => string | null;
  readonly tools: readonly ToolSpec[];
  readonly busy: boolean;
} | null {
  const { view, edit, busy } = useWorkflowPage();
  const tools = usePrototype(({ snapshot }) => snapshot.trace.tools);
  if (!edit) return null;
  return { edit, check: (candidate) => checkEdit(view.workflow, tools, candidate), tools, busy };
}
