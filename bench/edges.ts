/**
 * Where arguments come from when the data collides: at least 3,000 arguments whose true source is known, in worlds of
 * small numbers, repeated names, look-alike records and ids that all kinds share. `EDGES=30000` for more,
 * `SEED=17` to see one job. Nothing may be taken from the wrong place in silence.
 */

import { makeEdgeJob } from './edges/edge-job.ts';
import { type EdgeVerdict, type JudgedEdge, judgeEdges } from './edges/judge-edges.ts';
import { printFigure } from './figure.ts';

const WANTED = Number(process.env.EDGES ?? 3000);
const ONLY = process.env.SEED;
const VERDICTS: readonly EdgeVerdict[] = ['right', 'asked', 'stopped', 'constant', 'false but asked', 'false silent'];

const judged: JudgedEdge[] = [];
for (let seed = Number(ONLY ?? 1); judged.length < WANTED && (ONLY === undefined || seed === Number(ONLY)); seed += 1) {
  judged.push(...(await judgeEdges(seed)));
}
const of = (verdict: EdgeVerdict): readonly JudgedEdge[] => judged.filter((edge) => edge.verdict === verdict);
for (const verdict of VERDICTS) {
  const share = (100 * of(verdict).length) / Math.max(1, judged.length);
  console.log(`${verdict.padEnd(16)} ${String(of(verdict).length).padStart(6)}  ${share.toFixed(1).padStart(5)} %`);
}
for (const { seed, param, source, verdict } of [...of('false silent'), ...of('constant')].slice(0, 20)) {
  console.log(`${verdict}: seed ${seed}, ${param} is ${source}\n  ${makeEdgeJob(seed).job.prompt}`);
}
printFigure({
  figure: `silent false edges in ${judged.length} on colliding data`,
  value: of('false silent').length,
  unit: 'edges',
  limit: 0,
});
printFigure({
  figure: `edges in silence taken for constant, of ${judged.length}`,
  value: of('constant').length,
  unit: 'edges',
});
process.exitCode = of('false silent').length > 0 ? 1 : 0;
