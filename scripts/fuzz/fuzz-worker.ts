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

interface Failure {
  readonly verdict: 'hang' | 'crash';
  readonly why: string;
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
    const outcome = await new Promise<Told | Failure>((resolve) => {
      const onHang = () =>
        finish({ verdict: 'hang', why: `an inference took more than ${this.hangMs / 1000} seconds` });
      let timer = setTimeout(onHang, this.hangMs);
      const onMessage = (message: Told | 'beat') => {
        if (message !== 'beat') return finish(message);
        clearTimeout(timer);
        timer = setTimeout(onHang, this.hangMs);
      };
      const onError = (reason: Error) => finish({ verdict: 'crash', why: reason.stack ?? reason.message });
      const finish = (told: Told | Failure) => {
        clearTimeout(timer);
        worker.off('message', onMessage);
        worker.off('error', onError);
        resolve(told);
      };
      worker.on('message', onMessage);
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
