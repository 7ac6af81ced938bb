import { parentPort, workerData } from 'node:worker_threads';
import { replayWorkflow } from '#core/execution/replay-workflow.ts';
import { inferWorkflow } from '#core/inference/infer-workflow.ts';
import { proveWorkflow } from '#core/inference/prove-workflow.ts';
import type { InferenceJob } from './infer-in-worker.ts';

// Runs one inference and its proof beside the server's own thread. Started from source: Node strips the types.
const { traces, answers } = workerData as InferenceJob;
const result = inferWorkflow({ traces, answers });
parentPort?.postMessage(await proveWorkflow({ result, traces, runner: replayWorkflow }));
