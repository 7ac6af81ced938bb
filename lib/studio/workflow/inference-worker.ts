import { parentPort, workerData } from 'node:worker_threads';
import { replayWorkflow } from '#core/execution/replay-workflow.ts';
import { inferWorkflow } from '#core/inference/infer-workflow.ts';
import { proveWorkflow } from '#core/inference/prove-workflow.ts';
import { countProof } from '#core/workflow/count-proof.ts';
import { reapplyEdits } from '#core/workflow/edit/reapply-edits.ts';
import type { InferenceResult } from '#core/workflow/inference-result.ts';
import { validateWorkflow } from '#core/workflow/validate-workflow.ts';
import type { InferenceJob } from './inference-job.ts';

// Runs one inference and its proof beside the server's own thread. Started from source: Node strips the types.
const job = workerData as InferenceJob;
const result = job.do === 'prove' ? job.result : withEdits(job);
parentPort?.postMessage(await proveWorkflow({ result, traces: job.traces, runner: replayWorkflow }));

function withEdits({ traces, answers, edits }: InferenceJob & { readonly do: 'infer' }): InferenceResult {
  const derived = inferWorkflow({ traces, answers });
  if (derived.workflow === null) return derived;
  const { workflow, evidence, findings } = reapplyEdits(
    { workflow: derived.workflow, evidence: derived.evidence },
    edits,
  );
  return {
    ...derived,
    workflow,
    evidence,
    findings: [...validateWorkflow(workflow, traces[0]?.tools), ...findings, ...derived.findings],
    proof: { ...derived.proof, ...countProof(evidence) },
  };
}
