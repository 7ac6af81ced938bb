import { fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { JsonObject } from '#core/json/json.ts';
import { answerFromRecording } from './answer-from-recording.ts';
import { readRecordedJob } from './recording.ts';

/**
 * A real MCP server that answers from a recording and knows nothing else.
 * `node recorded-server.ts trace.json <number of the recording, from 0> <server>`
 */
const [file, number, server] = process.argv.slice(2);
if (!file || !number || !server) throw new Error('Usage: node recorded-server.ts trace.json <number> <server>');
const job = readRecordedJob(file);
const recording = job.recordings[Number(number)];
if (!recording) throw new Error(`${file} holds no recording ${number}.`);
const answer = answerFromRecording(job, recording);

serveStdio(() => {
  const mock = new McpServer({ name: server, version: '1.0.0' });
  for (const { name, inputSchema } of job.tools.filter((tool) => tool.server === server)) {
    // The schema is announced as recorded; the arguments are compared with the recording, not with the schema.
    mock.registerTool(
      name,
      { inputSchema: fromJsonSchema({ type: 'object', ...announced(inputSchema) }) },
      async (args) => (await answer({ server, tool: name, args: args as JsonObject })) as never,
    );
  }
  return mock;
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
