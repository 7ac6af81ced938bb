/**
 * What processor time inference takes and what memory it needs: 100 calls with 1 MB of results, 1,000 calls with 10 MB.
 * Baseline of the memory figure: `JSON.parse` of the same trace's text, measured in the same process.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { inferWorkflow } from '../lib/core/inference/infer-workflow.ts';
import type { Json, JsonObject } from '../lib/core/json/json.ts';
import type { Trace, TraceCall } from '../lib/core/trace/trace.ts';
import { printFigure } from './figure.ts';

// A collection on demand, without a command line flag.
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

const SIZES = [
  { calls: 100, megabytes: 1, goalMs: 50 },
  { calls: 1000, megabytes: 10, goalMs: 400 },
];
const WARM_UP = 10;
const RUNS = 20;
const WORDS = 'parser gateway cache scheduler exporter login invoice search upload billing worker queue'.split(' ');

/** A list in pages, a look-up per item, a write per chosen item: `calls` calls with `bytes` of results in all. */
function makeTrace(calls: number, bytes: number): Trace {
  // Two thirds of the items are open, and each takes two calls.
  const items = Math.ceil((calls - 1) * 0.75);
  const made: TraceCall[] = [];
  let clock = 0;
  const add = (server: string, tool: string, args: JsonObject, data: Json): void => {
    clock += 2;
    made.push({
      id: `c${made.length + 1}`,
      origin: 'gateway',
      server,
      tool,
      args,
      outcome: { status: 'answered', result: { content: [{ type: 'text', text: JSON.stringify(data) }] } },
      started: clock - 1,
      ended: clock,
      startedAt: '2026-01-02T03:04:05Z',
      durationMs: 1,
    });
  };
  const word = (n: number): string => WORDS[n % WORDS.length] ?? 'word';
  const records = Array.from({ length: items }, (_, n) => ({
    id: `it-${(n * 7919 + 104729).toString(36)}`,
    number: 1000 + n,
    title: `${word(n)} ${word(n * 3 + 1)} ${n}`,
    state: n % 3 === 0 ? 'closed' : 'open',
    owner: { login: `${word(n)}${n % 17}`, id: 500 + (n % 17) },
  }));
  add('tracker', 'list_items', { project: 'OPS' }, { items: records });
  const rest = calls - 1;
  const perCall = Math.floor((bytes * 1.7) / rest);
  const chosen = records.filter((record) => record.state === 'open');
  for (let n = 0; made.length < calls; n += 1) {
    const record = chosen[n % chosen.length];
    if (record === undefined || n >= chosen.length) break;
    const details = Array.from({ length: Math.max(1, Math.floor(perCall / 72)) }, (_, at) => ({
      at,
      kind: word(at),
      text: `${word(at + n)} ${word(at * 5)} of ${record.number}`,
      score: (at * 37 + n) % 101,
    }));
    add('tracker', 'get_item', { item_id: record.id }, { id: record.id, summary: `About ${record.title}`, details });
    add(
      'chat',
      'post_message',
      { channel: 'C0OPS', text: `#${record.number} About ${record.title}` },
      { ok: true, ts: `${n}.1` },
    );
  }
  return {
    version: 1,
    id: 'bench',
    now: '2026-01-02T03:04:05Z',
    timeZone: 'UTC',
    locale: 'en-GB',
    turns: [
      {
        id: 't1',
        role: 'user',
        text: 'Post the number and summary of every open item of project OPS to the channel C0OPS.',
        at: '2026-01-02T03:04:05Z',
      },
    ],
    servers: [{ alias: 'tracker' }, { alias: 'chat' }],
    tools: [],
    calls: made,
  };
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0;
}

/** By how many bytes the heap grew while the work ran, garbage that was not collected yet included. */
function grownBy(work: () => unknown): number {
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = work();
  const after = process.memoryUsage().heapUsed;
  return kept === undefined ? 0 : Math.max(0, after - before);
}

for (const { calls, megabytes, goalMs } of SIZES) {
  const trace = makeTrace(calls, megabytes * 1_000_000);
  const text = JSON.stringify(trace);
  const times: number[] = [];
  let result = inferWorkflow({ traces: [trace] });
  // A studio that has been running for a while: the code is compiled.
  for (let run = 0; run < WARM_UP; run += 1) result = inferWorkflow({ traces: [trace] });
  for (let run = 0; run < RUNS; run += 1) {
    // Processor time: what one core spends, whatever else the machine is busy with.
    const before = process.cpuUsage();
    result = inferWorkflow({ traces: [trace] });
    const spent = process.cpuUsage(before);
    times.push((spent.user + spent.system) / 1000);
  }
  if (result.workflow === null) throw new Error(`No workflow came of the recording with ${calls} calls.`);
  const size = `${trace.calls.length} calls, ${(text.length / 1e6).toFixed(1)} MB`;
  const parse = grownBy(() => JSON.parse(text));
  const infer = grownBy(() => inferWorkflow({ traces: [trace] }));
  console.log(`${size}: ${result.workflow.body.map((step) => step.do).join(', ')}`);
  printFigure({ figure: `inference, ${size}, p95`, value: percentile(times, 0.95), unit: 'ms', limit: goalMs });
  printFigure({
    figure: `inference, ${size}, heap / heap of JSON.parse`,
    value: infer / Math.max(1, parse),
    unit: '×',
  });
}
