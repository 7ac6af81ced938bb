import { ToolCallFailure } from '#core/tool/tool-caller.ts';
import { recordTrace, type TraceRecorder } from '#core/trace/record-trace.ts';
import type { Connections } from '#lib/mcp/connections.ts';
import type { GatewayHost } from '#lib/mcp/gateway.ts';
import { watchCatalogue } from '#lib/mcp/gateway-catalogue.ts';
import { serveGatewayOverStdio } from '#lib/mcp/stdio-gateway.ts';
import { type Command, UsageError } from './command.ts';
import { assertFolderOf, writeJsonFile } from './files.ts';
import { openServers } from './open-servers.ts';
import { parseOptions, required } from './parse-options.ts';
import { readServersFile } from './read-servers-file.ts';

/**
 * Offers the servers of a file as one MCP server on standard input and output, as `<server>__<tool>`, and writes what
 * the client did with them when it closes its end. Standard output carries MCP and nothing else.
 */
export const record: Command = {
  usage: 'record --servers mcp.json --prompt "what the job is" --out trace.json',
  help: {
    about:
      'A stdio MCP server for the agent you already use: offers the tools of all servers as <server>__<tool> and writes what was done with them when its standard input closes.',
    options: [
      [
        '--servers mcp.json',
        'the servers, in any form that MCP clients write; naming the file is the consent to run it',
      ],
      ['--prompt text', 'what the job is, in the words given to the agent: inputs and filters are read from it'],
      ['--out trace.json', 'where the recording goes'],
    ],
  },
  run: async (argv) => {
    const { options, files } = parseOptions(argv, { servers: 'text', prompt: 'text', out: 'text' });
    if (files.length > 0) throw new UsageError(`"${files[0]}" is not known here.`);
    const file = required(options.servers, 'servers');
    const out = required(options.out, 'out');
    const configs = readServersFile(file);
    if (configs.length === 0) throw new UsageError(`${file} names no server.`);
    assertFolderOf(out);

    // What a server asks is handed to the client; one that cannot answer dismisses it.
    const connections = await openServers(configs, { elicitation: { form: {}, url: {} }, sampling: {} });
    try {
      const now = new Date().toISOString();
      const locale = Intl.DateTimeFormat().resolvedOptions();
      const recorder = recordTrace({
        id: crypto.randomUUID(),
        now,
        timeZone: locale.timeZone,
        locale: locale.locale,
      });
      if (options.prompt) recorder.turn({ id: 'turn1', role: 'user', text: options.prompt, at: now });
      await noteServers(recorder, connections);
      // A client that ends us by a signal has closed its end too: what was recorded is kept.
      const close = () => void process.stdin.destroy();
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, close);
      await serveGatewayOverStdio(recordingHost(recorder, connections), {
        input: process.stdin,
        output: process.stdout,
      });
      const trace = recorder.finish({ at: new Date().toISOString() });
      writeJsonFile(out, trace);
      console.error(`tracewright record: ${trace.calls.length} calls written to ${out}.`);
      return 0;
    } finally {
      await connections.close();
    }
  },
};

/** Every call of the client, recorded from before it is sent until its answer or its loss. */
function recordingHost(recorder: TraceRecorder, connections: Connections): GatewayHost {
  const catalogue = watchCatalogue(connections, connections.aliases);
  const caller = connections.caller();
  catalogue.onChange(() => void noteServers(recorder, connections));
  let calls = 0;
  return {
    catalogue,
    complete: connections.complete,
    watchResource: connections.watchResource,
    onNotification: connections.onNotification,
    call: async (request, options) => {
      calls += 1;
      const id = `call${calls}`;
      const began = performance.now();
      const { server, tool, args } = request;
      recorder.begin({ id, origin: 'gateway', server, tool, args, startedAt: new Date().toISOString() });
      const facts = () => ({ durationMs: Math.round(performance.now() - began) });
      try {
        const result = await caller.call(request, { ...options, callId: id });
        recorder.end(id, { status: 'answered', result }, facts());
        return result;
      } catch (error) {
        const failure =
          error instanceof ToolCallFailure ? error : new ToolCallFailure('unknown', request, String(error));
        recorder.end(id, { status: 'failed', kind: failure.kind, message: failure.message }, facts());
        throw failure;
      }
    },
  };
}

/** The catalogue as it is now; a server that cannot list its tools keeps what was known of it. */
async function noteServers(recorder: TraceRecorder, connections: Connections): Promise<void> {
  await Promise.all(
    connections.aliases().map(async (alias) => {
      const status = connections.status(alias);
      recorder.server({
        alias,
        name: status?.serverName,
        version: status?.serverVersion,
        protocolVersion: status?.protocolVersion,
      });
      const tools = await connections.tools(alias).catch(() => null);
      if (tools) recorder.tools(alias, tools);
    }),
  );
}
