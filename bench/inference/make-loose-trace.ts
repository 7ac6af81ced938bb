import type { Json, JsonObject } from '../../lib/core/json/json.ts';
import type { ToolSpec } from '../../lib/core/tool/tool-spec.ts';
import type { Trace, TraceCall } from '../../lib/core/trace/trace.ts';

const SYLLABLES = 'ba ce di fo gu ka le mi no pu ra se ti vo zu'.split(' ');
const AT = '2026-01-02T03:04:05Z';
const TOOLS = 12;

/** Calls to a dozen tools with texts and numbers that no answer holds: nothing repeats for the items of a list. */
export function makeLooseTrace(calls: number): Trace {
  const random = numbersFrom(7);
  const syllable = (): string => SYLLABLES[random() % SYLLABLES.length] ?? 'la';
  const word = (): string => syllable() + syllable() + syllable();
  const made: TraceCall[] = [];
  const add = (server: string, tool: string, args: JsonObject, data: Json): void => {
    const started = made.length * 2 + 1;
    made.push({
      id: `c${made.length + 1}`,
      origin: 'gateway',
      server,
      tool,
      args,
      outcome: { status: 'answered', result: { content: [{ type: 'text', text: JSON.stringify(data) }] } },
      started,
      ended: started + 1,
      startedAt: AT,
      durationMs: 1,
    });
  };
  const items = Array.from({ length: 30 }, (_, n) => ({
    id: `it-${(n * 7919 + 104729).toString(36)}`,
    title: `Milestone ${n}`,
  }));
  add('tracker', 'list_items', { project: 'OPS' }, { items });
  while (made.length < calls) {
    const text = `${word()} ${word()} ${random() % 1_000_000}`;
    const at = made.length;
    add(
      'chat',
      `send_${random() % TOOLS}`,
      { channel: `C${random()}`, text },
      { ok: true, ts: `${at}.1`, note: `${word()} ${word()}` },
    );
  }
  return {
    version: 1,
    id: 'bench',
    now: AT,
    timeZone: 'UTC',
    locale: 'en-GB',
    turns: [{ id: 't1', role: 'user', text: 'Send what I told you about project OPS.', at: AT }],
    servers: [{ alias: 'tracker' }, { alias: 'chat' }],
    tools: [
      tool('tracker', 'list_items', { project: { type: 'string' } }),
      ...Array.from({ length: TOOLS }, (_, n) =>
        tool('chat', `send_${n}`, { channel: { type: 'string' }, text: { type: 'string' } }),
      ),
    ],
    calls: made,
  };
}

function tool(server: string, name: string, properties: JsonObject): ToolSpec {
  return { server, name, inputSchema: { type: 'object', properties } };
}

/** The same whole numbers in every run (a linear congruential generator, the constants of Numerical Recipes). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state;
  };
}
