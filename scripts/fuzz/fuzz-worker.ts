import { Worker } from 'node:worker_threads';
import { makeJob } from '../../lib/core/inference/testing/fuzz/make-job.ts';

/** What became of a seed, in a form that crosses threads. */
export interface Told {
  readonly seed: number;
  readonly family: string;
  readonly verdict: string;
  readonly questions: number;
  readonly description: string;
}

/** Judges seeds in a thread of its own, so that one that hangs or brings its thread down is a verdict too. */
export class FuzzWorker {
  private readonly hangMs: number;
  private worker: Worker | null = null;

  constructor(hangMs: number) {
    this.hangMs = hangMs;
  }

  async judge(seed: number): Promise<Told> {
    this.worker ??= new Worker(new URL('./judge-seeds.ts', import.meta.url));
    const { worker } = this;
    const outcome = await new Promise<Told | { readonly verdict: string; readonly why: string }>((resolve) => {
      const timer = setTimeout(
        () => finish({ verdict: 'hang', why: `no verdict after ${this.hangMs / 1000} seconds` }),
        this.hangMs,
      );
      const onError = (reason: Error) => finish({ verdict: 'crash', why: reason.stack ?? reason.message });
      const finish = (told: Told | { readonly verdict: string; readonly why: string }) => {
        clearTimeout(timer);
        worker.off('message', finish);
        worker.off('error', onError);
        resolve(told);
      };
      worker.on('message', finish);
      worker.on('error', onError);
      worker.postMessage(seed);
    });
    if ('seed' in outcome) return outcome;
    await this.end();
    const { verdict, why } = outcome;
    const description = `${verdict}: seed ${seed}\n  ${why}\n  again: npm run fuzz -- --seed ${seed} --only`;
    return { seed, family: makeJob(seed).family, verdict, questions: 0, description };
  }

  async end(): Promise<void> {
    await this.worker?.terminate();
    this.worker = null;
  }
}
