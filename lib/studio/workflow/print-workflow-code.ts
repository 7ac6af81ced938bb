import type { Trace } from '#core/trace/trace.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { redact } from '#lib/export/redact-trace.ts';
import { readTrace } from '../calls/read-trace.ts';
import { previewCode } from '../export/export-preview.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { readWorkflow } from './read-workflow.ts';

/** Step id to its first and last line, from 1. */
export type StepLines = Readonly<Record<string, readonly [number, number]>>;

/** A workflow as the code that an export prints. */
export interface WorkflowCode {
  readonly version: number;
  readonly file: 'workflow.ts';
  readonly text: string;
  /** First and last line of each step, from 1. */
  readonly steps: StepLines;
}

/**
 * Prints a version of the workflow with the functions that the export uses. Throws a `StudioError`: not-found, or refused
 * where the workflow would not run, with the reason.
 */
export async function printWorkflowCode(
  studio: Studio,
  { prototypeId, version }: { readonly prototypeId: string; readonly version?: number },
): Promise<WorkflowCode> {
  const [view, trace, secrets] = await Promise.all([
    readWorkflow(studio, { prototypeId, version }),
    readTrace(studio, prototypeId),
    studio.store.secrets.known(),
  ]);
  const values = secrets.map((secret) => secret.value);
  const { text, lines } = await printed(redact(view.workflow, values), redact(trace, values));
  const steps = Object.entries(lines).map(([step, { from, to }]) => [step, [from, to] as const] as const);
  return { version: view.version, file: 'workflow.ts', text, steps: Object.fromEntries(steps) };
}

async function printed(workflow: Workflow, trace: Trace) {
  try {
    return await previewCode(workflow, [trace]);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'CannotLower') throw error;
    throw new StudioError('refused', error.message, {
      cause: error,
      advice: 'Mend the workflow, or undo the last change.',
    });
  }
}
