import { expect, test } from 'vitest';
import { describeJudged } from './testing/fuzz/describe-judged.ts';
import { type Judged, judgeSeed } from './testing/fuzz/judge-job.ts';

/** Four programs of each family. `npm run fuzz` goes on for as long as wanted. */
const SEEDS = 52;

test('random programs come back right, ask, or stop, and none does something else in silence', {
  timeout: 120_000,
}, async () => {
  const judged: Judged[] = [];
  for (let seed = 1; seed <= SEEDS; seed += 1) judged.push(await judgeSeed(seed, { tries: 0 }));
  const bad = judged.filter(({ verdict }) => verdict === 'wrong silent' || verdict === 'crash');
  expect(bad.map(describeJudged)).toEqual([]);
  expect(judged.filter(({ verdict }) => verdict === 'silent').length).toBeGreaterThan(SEEDS / 2);
});
