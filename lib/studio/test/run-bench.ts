import { expect } from 'vitest';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import { settleApproval } from '../calls/settle-approval.ts';
import { type RunDetail, readRun } from '../runs/read-run.ts';
import { type RunWish, startRun } from '../runs/start-run.ts';
import type { Studio } from '../studio.ts';

/** For integration tests: the runs of one prototype, driven as a page would drive them. */
export interface RunBench {
  /** Starts a run and waits until it is over or waits for a person. */
  run(wish: Omit<RunWish, 'prototypeId' | 'inputs'> & Partial<Pick<RunWish, 'inputs'>>): Promise<RunDetail>;
  over(run: Pick<RunView, 'id'>): Promise<RunDetail>;
  /** Answers everything that runs ask from now on, until told to stop. */
  answerAll(approve: boolean): () => void;
}

export function runBench(studio: Studio, prototypeId: string): RunBench {
  const over = async ({ id }: Pick<RunView, 'id'>): Promise<RunDetail> => {
    const read = () => readRun(studio, { prototypeId, runId: id });
    await expect.poll(async () => (await read()).run.status, { timeout: 30_000 }).not.toBe('running');
    return read();
  };
  return {
    over,
    run: async (wish) => over(await startRun(studio, { prototypeId, inputs: {}, ...wish })),
    answerAll(approve) {
      const subscription = studio.events.subscribe(prototypeId, studio.events.last(prototypeId), (event) => {
        if (event.type !== 'approval-asked') return;
        const approvalId = event.approval.id;
        const answer = { approve, reason: 'Not now.' };
        setTimeout(() => void settleApproval(studio, { prototypeId, approvalId, answer }), 0);
      });
      return subscription.kind === 'subscribed' ? subscription.end : () => {};
    },
  };
}
