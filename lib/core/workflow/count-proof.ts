import type { Evidence } from './evidence.ts';
import type { ProofReport } from './inference-result.ts';

/** How many values are proved, were answered, and are assumed; what was set by hand is none of these. */
export function countProof({ values }: Evidence): Pick<ProofReport, 'proved' | 'asked' | 'assumed'> {
  const count = (status: string) => values.filter((value) => value.status === status).length;
  return { proved: count('proved'), asked: count('asked'), assumed: count('assumed') };
}
