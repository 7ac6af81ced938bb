import { parentPort, workerData } from 'node:worker_threads';
import { inferWorkflow } from '#core/inference/infer-workflow.ts';
import type { InferenceJob } from './infer-in-worker.ts';

// Runs one inference beside the server's own thread. Started from source: Node strips the types.
const { traces, answers } = workerData as InferenceJob;
parentPort?.postMessage(inferWorkflow({ traces, answers }));
