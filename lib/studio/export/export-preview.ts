import type { Trace } from '#core/trace/trace.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import type { PrintedCode } from '#lib/export/print/printed-code.ts';
import { lowerWorkflow } from '#lib/export/program/lower-workflow.ts';
import { catalogueOf } from '#lib/export/recorded-catalogue.ts';
import { TYPESCRIPT_RULES } from '#lib/export/typescript/language-rules.ts';
import { printCode } from '#lib/export/typescript/print-code.ts';

/**
 * The `workflow.ts` that an export of this workflow would hold, with the lines of each step: for the view beside the
 * graph. Throws `CannotLower` for a workflow that validation refuses.
 */
export function previewCode(workflow: Workflow, traces: readonly Trace[]): Promise<PrintedCode> {
  return printCode(lowerWorkflow(workflow, { catalogue: catalogueOf(traces), rules: TYPESCRIPT_RULES }));
}
