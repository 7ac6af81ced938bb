import type { Manner } from './demonstrate.ts';
import { type Judged, type JudgeOptions, judgeSeed } from './judge-job.ts';

/** The plainest demonstration of the seed's job that ends with the same verdict: what is left of the noise matters. */
export async function withSimplestManner(judged: Judged, { beat }: Pick<JudgeOptions, 'beat'> = {}): Promise<Judged> {
  let best = judged;
  const accept = async (manner: Manner): Promise<boolean> => {
    const next = await judgeSeed(judged.seed, { manner, ...(beat === undefined ? {} : { beat }) });
    if (next.verdict !== judged.verdict) return false;
    best = next;
    return true;
  };
  if (judged.manner.order !== 'round by round') await accept({ ...best.manner, order: 'round by round' });
  if (best.manner.noises.length > 0 && !(await accept({ ...best.manner, noises: [] }))) {
    for (const noise of best.manner.noises) {
      await accept({ ...best.manner, noises: best.manner.noises.filter((one) => one !== noise) });
    }
  }
  return best;
}
