import { resultData } from '#core/tool/extract.ts';
import type { Extractor } from '#core/tool/result-data.ts';
import type { ToolRef } from '#core/tool/tool-ref.ts';
import { recordedAnswers } from '#lib/export/bundle-recording.ts';
import { formatTypeScript } from '#lib/export/format-code.ts';
import { lowerWorkflow } from '#lib/export/program/lower-workflow.ts';
import { redact } from '#lib/export/redact-trace.ts';
import { printWorkflow } from '#lib/export/typescript/print/print-workflow.ts';
import { readTrace } from './read-trace.ts';
import { readWorkflow } from './read-workflow.ts';
import { type StepLines, stepLines } from './step-lines.ts';
import type { Studio } from './studio.ts';

/** A workflow as the code that an export prints. */
export interface WorkflowCode {
  readonly version: number;
  readonly file: 'workflow.ts';
  readonly text: string;
  /** First and last line of each step, from 1. */
  readonly steps: StepLines;
}

/** Prints a version of the workflow with the functions that the export uses. Throws a `StudioError` (not-found). */
export async function printWorkflowCode(
  studio: Studio,
  { prototypeId, version }: { readonly prototypeId: string; readonly version?: number },
): Promise<WorkflowCode> {
  const [view, whole, secrets] = await Promise.all([
    readWorkflow(studio, { prototypeId, version }),
    readTrace(studio, prototypeId),
    studio.store.secrets.known(),
  ]);
  const values = secrets.map((secret) => secret.value);
  const workflow = redact(view.workflow, values);
  const trace = redact(whole, values);
  const answers = recordedAnswers([trace]);
  const recorded = (ref: ToolRef, extract: Extractor) =>
    answers(ref).flatMap((result) => {
      // An answer that has not the form of the extractor tells nothing about types.
      try {
        return [resultData(result, extract)];
      } catch {
        return [];
      }
    });
  const program = lowerWorkflow(workflow, { catalogue: { tools: trace.tools, recorded } });
  const text = await formatTypeScript(printWorkflow(program));
  return { version: view.version, file: 'workflow.ts', text, steps: stepLines(workflow, text) };
}
