import type { ProofCheck } from '#core/workflow/inference-result.ts';
import { readTrace } from '../calls/read-trace.ts';
import type { Studio } from '../studio.ts';
import { inferInWorker } from './infer-in-worker.ts';
import { readWorkflow } from './read-workflow.ts';

/**
 * Runs the verification ladder on a version of the workflow, offline: on one that was changed by hand it shows what it
 * does otherwise than the recording. No checks where nothing was recorded. Throws a `StudioError` (not-found).
 */
export async function checkWorkflow(
  studio: Studio,
  { prototypeId, version }: { readonly prototypeId: string; readonly version?: number },
): Promise<readonly ProofCheck[]> {
  const view = await readWorkflow(studio, { prototypeId, version });
  if (view.proof.checks.length > 0) return view.proof.checks;
  const trace = await readTrace(studio, prototypeId);
  if (trace.calls.length === 0) return [];
  const { workflow, evidence, questions, findings, proof } = view;
  const result = { workflow, evidence, questions, findings, proof };
  return (await inferInWorker(studio, { do: 'prove', traces: [trace], result })).proof.checks;
}
