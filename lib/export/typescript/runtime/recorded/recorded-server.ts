import { fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { canonicalJson } from '#core/json/canonical.ts';
import type { JsonObject } from '#core/json/json.ts';
import { errorOf } from '#core/tool/in-band-error.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import { isTransientError } from '#core/tool/transient-error.ts';
import { type Recording, readRecording } from './recording.ts';

/**
 * A real MCP server that answers from the recording and knows nothing else.
 * `node recorded-server.ts trace.json <server>`
 */
const [file, alias] = process.argv.slice(2);
if (!file || !alias) throw new Error('Usage: node recorded-server.ts trace.json <server>');
const recording = readRecording(file);
const answer = answers(recording, alias);

serveStdio(() => {
  const server = new McpServer({ name: alias, version: '1.0.0' });
  for (const { name, inputSchema } of recording.tools.filter((tool) => tool.server === alias)) {
    // The schema is announced as recorded; the arguments are compared with the recording, not with the schema.
    server.registerTool(name, { inputSchema: fromJsonSchema({ type: 'object', ...announced(inputSchema) }) }, (args) =>
      answer(name, args as JsonObject),
    );
  }
  return server;
});

function announced(schema: JsonObject): JsonObject {
  const { properties, required, description } = schema;
  return JSON.parse(JSON.stringify({ description, properties: withoutRules(properties), required }));
}

/** Names only: a recorded argument is right by definition. */
function withoutRules(properties: unknown): JsonObject | undefined {
  if (typeof properties !== 'object' || properties === null) return undefined;
  return Object.fromEntries(Object.keys(properties).map((name) => [name, {}]));
}

/**
 * Answers in recorded order for equal arguments; the last answer is given again. Busy answers that a later one made
 * good are left out. Arguments that were never recorded get an error answer that says so.
 */
function answers({ calls }: Recording, server: string): (tool: string, args: JsonObject) => never {
  const queues = new Map<string, ToolResult[]>();
  for (const call of calls) {
    if (call.server !== server) continue;
    const key = `${call.tool} ${canonicalJson(call.args)}`;
    queues.set(key, [...(queues.get(key) ?? []), call.result]);
  }
  const used = new Map<string, number>();
  return (tool, args) => {
    const key = `${tool} ${canonicalJson(args)}`;
    const all = queues.get(key) ?? [];
    const settled = all.filter((result, index) => index === all.length - 1 || !isTransientError(errorOf(result) ?? ''));
    const at = used.get(key) ?? 0;
    used.set(key, at + 1);
    const result = settled[Math.min(at, settled.length - 1)] ?? {
      isError: true,
      content: [{ type: 'text', text: `Not recorded: ${tool} with ${JSON.stringify(args).slice(0, 300)}` }],
    };
    return result as never;
  };
}
