/**
 * What it takes to compile a recording and to climb the verification ladder: processor time at the 95th percentile for
 * 100 calls with 1 MB of results and 1,000 calls with 10 MB, how time grows from one to the other, memory as a ratio to
 * the bytes of the recording, and processor time of a whole process of `tracewright infer`; and the same time for calls
 * that are no rounds of any loop, where every call is a step and every value a question. Every run reads a fresh copy
 * of the recording. Times are of the processor because the machine may be busy: a quiet one shows no more on the clock.
 */
import type { Trace } from '../lib/core/trace/trace.ts';
import { median, printFigure } from './figure.ts';
import { coldStarts } from './inference/cold-start.ts';
import { derive } from './inference/derive.ts';
import { makeLooseTrace } from './inference/make-loose-trace.ts';
import { makeTrace } from './inference/make-trace.ts';
import { peakMemory } from './inference/peak-memory.ts';

const SIZES = [
  { calls: 100, megabytes: 1, limit: 50, warmUp: 60, runs: 100 },
  { calls: 1000, megabytes: 10, limit: 400, warmUp: 10, runs: 40 },
];
const LOOSE = { calls: [250, 1000], limit: 1000, warmUp: 3, runs: 9 };
/** Four times the calls may take somewhat more than four times the time. */
const MOST_LOOSE_GROWTH = 8;
const COLD_RUNS = 9;
/** Ten times the recording may take a little more than ten times the time. */
const MOST_GROWTH = 13;
const MOST_MEMORY = 3;
const MOST_COLD_MS = 250;

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

/** Processor time of one run on all threads, collecting garbage included: what one core would spend on it alone. */
async function timeOf(text: string): Promise<number> {
  const trace: Trace = JSON.parse(text);
  const before = process.cpuUsage();
  const { workflow, proof } = await derive(trace);
  const spent = process.cpuUsage(before);
  if (workflow === null) throw new Error('No workflow came of the recording.');
  const failed = proof.checks.find((check) => check.status === 'failed');
  if (failed !== undefined) throw new Error(`The proof "${failed.name}" failed: ${failed.detail}`);
  return (spent.user + spent.system) / 1000;
}

const medians: number[] = [];
for (const { calls, megabytes, limit, warmUp, runs } of SIZES) {
  const text = JSON.stringify(makeTrace(calls, megabytes * 1_000_000));
  const size = `${calls} calls, ${(text.length / 1e6).toFixed(1)} MB`;
  // A studio that has been running for a while: the code is compiled.
  for (let run = 0; run < warmUp; run += 1) await timeOf(text);
  const times: number[] = [];
  for (let run = 0; run < runs; run += 1) times.push(await timeOf(text));
  medians.push(median(times));
  console.log(
    `${size}: ${runs} runs, median ${median(times).toFixed(1)} ms, least ${Math.min(...times).toFixed(1)} ms`,
  );
  printFigure({ figure: `inference and proof, ${size}, p95`, value: percentile(times, 0.95), unit: 'ms', limit });
  printFigure({
    figure: `inference and proof, ${size}, peak memory / recording`,
    value: peakMemory(calls, megabytes),
    unit: '×',
    limit: MOST_MEMORY,
  });
}
const [small = Number.NaN, large = Number.NaN] = medians;
printFigure({
  figure: 'inference and proof, time for 10 times the recording',
  value: large / small,
  unit: '×',
  limit: MOST_GROWTH,
});
const loose: number[] = [];
for (const calls of LOOSE.calls) {
  const text = JSON.stringify(makeLooseTrace(calls));
  for (let run = 0; run < LOOSE.warmUp; run += 1) await timeOf(text);
  const times: number[] = [];
  for (let run = 0; run < LOOSE.runs; run += 1) times.push(await timeOf(text));
  loose.push(median(times));
}
printFigure({
  figure: `inference and proof, ${LOOSE.calls.at(-1)} calls that fit no list, median`,
  value: loose.at(-1) ?? Number.NaN,
  unit: 'ms',
  limit: LOOSE.limit,
});
printFigure({
  figure: 'the same, time for 4 times the calls',
  value: (loose.at(-1) ?? Number.NaN) / (loose[0] ?? Number.NaN),
  unit: '×',
  limit: MOST_LOOSE_GROWTH,
});
const starts = coldStarts(COLD_RUNS);
console.log(
  `tracewright infer on the sample: median ${median(starts.map(({ wall }) => wall)).toFixed(0)} ms on the clock`,
);
printFigure({
  figure: 'tracewright infer on the sample, whole process, median',
  value: median(starts.map(({ processor }) => processor)),
  unit: 'ms',
  limit: MOST_COLD_MS,
});
