import type { ToolSpec } from '#core/tool/tool-spec.ts';
import { applyEdit } from '#core/workflow/edit/apply-edit.ts';
import { EditRefused, type WorkflowEdit } from '#core/workflow/edit/workflow-edit.ts';
import { validateWorkflow } from '#core/workflow/validate-workflow.ts';
import type { Workflow } from '#core/workflow/workflow.ts';

/** What an edit would break that is sound now, in one line; null where it can be made. */
export function checkEdit(workflow: Workflow, tools: readonly ToolSpec[], edit: WorkflowEdit): string | null {
  try {
    const known = new Set(errorsIn(workflow, tools));
    return errorsIn(applyEdit(workflow, edit), tools).find((message) => !known.has(message)) ?? null;
  } catch (error) {
    if (error instanceof EditRefused) return error.message;
    throw error;
  }
}

function errorsIn(workflow: Workflow, tools: readonly ToolSpec[]): string[] {
  return validateWorkflow(workflow, tools).flatMap(({ rule, severity, message }) =>
    severity === 'error' || rule === 'constant-values' ? [message] : [],
  );
}
