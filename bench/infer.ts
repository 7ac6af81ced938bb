/**
 * What processor time inference takes and what memory it needs: 100 calls with 1 MB of results, 1,000 calls with 10 MB.
 * Baseline of the memory figure: `JSON.parse` of the same trace's text, measured in the same process.
 * `npm run bench:infer` prints a table; `--check` fails where a figure is over its goal.
 */
import { inferWorkflow } from '../lib/core/inference/infer-workflow.ts';
import type { Json, JsonObject } from '../lib/core/json/json.ts';
import type { Trace, TraceCall } from '../lib/core/trace/trace.ts';

const SIZES = [
  { calls: 100, megabytes: 1, goalMs: 50 },
  { calls: 1000, megabytes: 10, goalMs: 400 },
];
const RUNS = 15;
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
  const perCall = Math.floor((bytes * 2) / rest);
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

/** Heap in use after a collection, where `--expose-gc` is given. */
function heap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

function peakOf(work: () => unknown): number {
  const before = heap();
  const kept = work();
  const after = process.memoryUsage().heapUsed;
  void kept;
  return Math.max(0, after - before);
}

let over = false;
console.log('calls   results    p50 ms   p95 ms   goal   heap / JSON.parse   workflow');
for (const { calls, megabytes, goalMs } of SIZES) {
  const trace = makeTrace(calls, megabytes * 1_000_000);
  const text = JSON.stringify(trace);
  const times: number[] = [];
  let result = inferWorkflow({ traces: [trace] });
  for (let run = 0; run < RUNS; run += 1) {
    // Processor time: what one core spends, whatever else the machine is busy with.
    const before = process.cpuUsage();
    result = inferWorkflow({ traces: [trace] });
    const spent = process.cpuUsage(before);
    times.push((spent.user + spent.system) / 1000);
  }
  const parse = peakOf(() => JSON.parse(text));
  const infer = peakOf(() => inferWorkflow({ traces: [trace] }));
  const p95 = percentile(times, 0.95);
  if (p95 > goalMs || result.workflow === null) over = true;
  console.log(
    [
      String(trace.calls.length).padStart(5),
      `${(text.length / 1e6).toFixed(1)} MB`.padStart(9),
      percentile(times, 0.5).toFixed(1).padStart(9),
      p95.toFixed(1).padStart(8),
      `≤ ${goalMs}`.padStart(6),
      (infer / Math.max(1, parse)).toFixed(2).padStart(12),
      `          ${result.workflow?.body.map((step) => step.do).join(', ') ?? 'none'}`,
    ].join('  '),
  );
}
if (over && process.argv.includes('--check')) process.exit(1);
