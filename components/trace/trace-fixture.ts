import type { Json, JsonObject } from '#core/json/json.ts';
import type { Trace, TraceCall } from '#core/trace/trace.ts';

/** A recording to test pictures with; times and clock follow from the order of calls. */
export function traceOf(args: {
  readonly prompt?: string;
  readonly calls: readonly FixtureCall[];
  readonly tools?: Trace['tools'];
}): Trace {
  const start = Date.parse('2026-11-20T09:00:00.000Z');
  const turns = args.prompt
    ? [{ id: 'turn-1', role: 'user' as const, text: args.prompt, at: new Date(start).toISOString() }]
    : [];
  const tools = args.tools ?? toolsOf(args.calls);
  return {
    version: 1,
    id: 'trace-1',
    now: new Date(start).toISOString(),
    timeZone: 'UTC',
    locale: 'en-GB',
    turns,
    servers: [...new Set(args.calls.map((call) => call.server))].map((alias) => ({ alias })),
    tools,
    calls: args.calls.map((call, index) => finished(call, index, start)),
  };
}

export interface FixtureCall {
  readonly id: string;
  readonly turn?: string;
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
  readonly data: Json;
  readonly isError?: boolean;
  readonly read?: boolean;
}

function finished(call: FixtureCall, index: number, start: number): TraceCall {
  const { id, turn, server, tool, args, data, isError } = call;
  const text = typeof data === 'string' ? data : JSON.stringify(data);
  const content = [{ type: 'text' as const, text }];
  const structured = typeof data === 'object' && data !== null ? { structuredContent: data } : {};
  return {
    id,
    origin: 'chat',
    turn,
    server,
    tool,
    args,
    outcome: { status: 'answered', result: { content, ...structured, ...(isError ? { isError } : {}) } },
    started: index * 2 + 1,
    ended: index * 2 + 2,
    startedAt: new Date(start + 1000 + index * 400).toISOString(),
    durationMs: 120 + ((index * 37) % 200),
  };
}

function toolsOf(calls: readonly FixtureCall[]): Trace['tools'] {
  const named = new Map(calls.map((call) => [`${call.server}/${call.tool}`, call]));
  return [...named.values()].map(({ server, tool, read }) => ({
    server,
    name: tool,
    inputSchema: { type: 'object' },
    annotations: { readOnlyHint: read === true },
  }));
}

const PULLS = [
  { number: 142, title: 'Fix memory leak in the image cache', author: 'amara', state: 'open', labels: ['bug'] },
  { number: 143, title: 'Bump lodash to 4.17.21', author: 'renovate', state: 'open', labels: [] },
  {
    number: 147,
    title: 'Plug memory leak when sockets close early',
    author: 'jonas',
    state: 'open',
    labels: ['bug', 'net'],
  },
  { number: 150, title: 'Docs: describe the retry policy', author: 'amara', state: 'open', labels: ['docs'] },
  { number: 151, title: 'Find the memory leak in worker threads', author: 'li', state: 'open', labels: ['bug'] },
];

/** The brief's example: a ticket for every pull request with "memory leak" in its title. */
export function leakTrace(): Trace {
  const chosen = PULLS.filter((pull) => pull.title.includes('memory leak'));
  return traceOf({
    prompt: 'Raise a ticket in project PLAT for every open pull request of acme/web with “memory leak” in its title.',
    calls: [
      {
        id: 'call-list',
        turn: 'turn-2',
        server: 'code',
        tool: 'list_pull_requests',
        read: true,
        args: { repository: 'acme/web', state: 'open' },
        data: { pulls: PULLS },
      },
      ...chosen.map((pull, index) => ({
        id: `call-create-${index + 1}`,
        turn: 'turn-3',
        server: 'tracker',
        tool: 'create_issue',
        args: {
          project: 'PLAT',
          title: pull.title,
          body: `Pull request #${pull.number} by ${pull.author}`,
          pull: pull.number,
        },
        data: { key: `PLAT-${31 + index}`, title: pull.title },
      })),
      {
        id: 'call-comment',
        turn: 'turn-4',
        server: 'code',
        tool: 'add_comment',
        args: { number: 142, text: 'Tracked as PLAT-31' },
        data: 'Comment 9981 added',
      },
    ],
  });
}

/** A long recording: `count` reads and writes over three servers, ten parallel ones now and then. */
export function longTrace(count: number): Trace {
  const calls: FixtureCall[] = [];
  for (let index = 0; index < count; index++) {
    const item = {
      id: `item-${1000 + index}`,
      name: `Thing number ${index} of the long list`,
      owner: `user${index % 7}`,
    };
    const kind = index % 3;
    calls.push({
      id: `call-${index}`,
      turn: `turn-${index % 40 < 10 ? `p${Math.floor(index / 40)}` : index}`,
      server: ['code', 'tracker', 'files'][kind] ?? 'code',
      tool: ['get_item', 'create_issue', 'write_file'][kind] ?? 'get_item',
      read: kind === 0,
      args:
        index < 3
          ? { query: `first ${index}` }
          : { item: `item-${1000 + index - 3}`, note: `Thing number ${index - 3} of the long list` },
      data: item,
    });
  }
  return traceOf({ prompt: 'Go through everything and file it.', calls });
}
