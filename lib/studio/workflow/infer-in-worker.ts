import { join } from 'node:path';
import type { InferenceResult } from '#core/workflow/inference-result.ts';
import type { Studio } from '../studio.ts';
import type { InferenceJob } from './inference-job.ts';

// Not imported: the bundler looks for the file behind every imported Worker, and does not find this one.
const { Worker } = process.getBuiltinModule('node:worker_threads');

/**
 * Derives or proves a workflow in a thread of its own, so that the studio answers others meanwhile: a long recording
 * takes a second of a processor. Rejects where inference broke, which it never should.
 */
export function inferInWorker(studio: Pick<Studio, 'installation'>, job: InferenceJob): Promise<InferenceResult> {
  return new Promise((resolve, reject) => {
    // By its place in the installation: what bundlers make of this file has no neighbours.
    const worker = new Worker(join(studio.installation, 'lib', 'studio', 'workflow', 'inference-worker.ts'), {
      workerData: job,
      env: {},
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    worker.once('message', (result: InferenceResult) => {
      resolve(result);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`The thread that derives workflows ended with code ${code}.`)));
  });
}
