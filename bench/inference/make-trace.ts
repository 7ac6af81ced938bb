import type { Json, JsonObject } from '../../lib/core/json/json.ts';
import type { ToolSpec } from '../../lib/core/tool/tool-spec.ts';
import type { Trace, TraceCall } from '../../lib/core/trace/trace.ts';

const WORDS = 'parser gateway cache scheduler exporter login invoice search upload billing worker queue'.split(' ');
const AT = '2026-01-02T03:04:05Z';

const TOOLS: readonly ToolSpec[] = [
  tool('tracker', 'list_items', { project: { type: 'string' } }),
  tool('tracker', 'get_item', { item_id: { type: 'string' } }),
  tool('chat', 'post_message', { channel: { type: 'string' }, text: { type: 'string' } }),
];

function tool(server: string, name: string, properties: JsonObject): ToolSpec {
  return { server, name, inputSchema: { type: 'object', properties } };
}

const word = (n: number): string => WORDS[n % WORDS.length] ?? 'word';

/** A list, a look-up and a message for each item that is open: `calls` calls with `bytes` of results in all. */
export function makeTrace(calls: number, bytes: number): Trace {
  // Two thirds of the items are open, and each takes two calls.
  const records = Array.from({ length: Math.ceil((calls - 1) * 0.75) }, (_, n) => ({
    id: `it-${(n * 7919 + 104729).toString(36)}`,
    number: 1000 + n,
    title: `${word(n)} ${word(n * 3 + 1)} ${n}`,
    state: n % 3 === 0 ? 'closed' : 'open',
    owner: { login: `${word(n)}${n % 17}`, id: 500 + (n % 17) },
  }));
  const made: TraceCall[] = [];
  const add = (server: string, name: string, args: JsonObject, data: Json): void => {
    const started = made.length * 2 + 1;
    made.push({
      id: `c${made.length + 1}`,
      origin: 'gateway',
      server,
      tool: name,
      args,
      outcome: { status: 'answered', result: { content: [{ type: 'text', text: JSON.stringify(data) }] } },
      started,
      ended: started + 1,
      startedAt: AT,
      durationMs: 1,
    });
  };
  add('tracker', 'list_items', { project: 'OPS' }, { items: records });
  const lines = Math.max(1, Math.floor((bytes * 1.7) / (calls - 1) / 72));
  for (const [n, record] of records.filter(({ state }) => state === 'open').entries()) {
    if (made.length >= calls) break;
    const details = Array.from({ length: lines }, (_, at) => ({
      at,
      kind: word(at),
      text: `${word(at + n)} ${word(at * 5)} of ${record.number}`,
      score: (at * 37 + n) % 101,
    }));
    add('tracker', 'get_item', { item_id: record.id }, { id: record.id, summary: `About ${record.title}`, details });
    const text = `#${record.number} About ${record.title}`;
    add('chat', 'post_message', { channel: 'C0OPS', text }, { ok: true, ts: `${n}.1` });
  }
  return {
    version: 1,
    id: 'bench',
    now: AT,
    timeZone: 'UTC',
    locale: 'en-GB',
    turns: [
      {
        id: 't1',
        role: 'user',
        text: 'Post the number and summary of every open item of project OPS to the channel C0OPS.',
        at: AT,
      },
    ],
    servers: [{ alias: 'tracker' }, { alias: 'chat' }],
    tools: TOOLS,
    calls: made,
  };
}
