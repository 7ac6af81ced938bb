import { parentPort } from 'node:worker_threads';
import { describeJudged } from '../../lib/core/inference/testing/fuzz/describe-judged.ts';
import { judgeSeed } from '../../lib/core/inference/testing/fuzz/judge-job.ts';
import { withSimplestManner } from '../../lib/core/inference/testing/fuzz/simplest-manner.ts';

// A worker's side: seeds come in, verdicts go out. What fails is told with the plainest demonstration that fails.
const GOOD: ReadonlySet<string> = new Set(['silent', 'asked', 'undetermined']);

const beat = (): void => parentPort?.postMessage('beat');

parentPort?.on('message', (seed: number) => {
  void judgeSeed(seed, { beat }).then(
    async (judged) => {
      const simple = GOOD.has(judged.verdict) ? judged : await withSimplestManner(judged, { beat });
      const { verdict, family, questions } = judged;
      parentPort?.postMessage({
        seed,
        family,
        verdict,
        questions: questions.length,
        description: describeJudged(simple),
      });
    },
    (reason: unknown) => {
      throw reason;
    },
  );
});
