import type { Readable, Writable } from 'node:stream';
import type { ServerConfig } from '#core/server/server-config.ts';
import { type ToolCaller, ToolCallFailure } from '#core/tool/tool-caller.ts';
import { recordTrace, type TraceRecorder } from '#core/trace/record-trace.ts';
import type { CallOutcome, Trace } from '#core/trace/trace.ts';
import type { Connections } from './connections.ts';
import { watchCatalogue } from './gateway-catalogue.ts';
import { serveGatewayOverStdio } from './stdio-gateway.ts';

export interface StdioRecording {
  /** The pool in which `servers` are being connected; it stays the caller's to close. */
  readonly connections: Connections;
  readonly servers: readonly ServerConfig[];
  /** What the user asked for; grounds inputs and filters later. */
  readonly prompt?: string;
  readonly id: string;
  readonly name?: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly input: Readable;
  readonly output: Writable;
  readonly now: () => Date;
}

/**
 * Stands between an MCP client on `input` and `output` and the servers, hands every call on unchanged, and records it.
 * Resolves with the trace when the client has closed its end. Never rejects for what a server or the client does.
 */
export async function recordOverStdio(recording: StdioRecording): Promise<Trace> {
  const { connections, servers, now } = recording;
  const aliases = servers.map((server) => server.alias);
  const startedAt = now().toISOString();
  const recorder = recordTrace({
    id: recording.id,
    ...(recording.name === undefined ? {} : { name: recording.name }),
    now: startedAt,
    timeZone: recording.timeZone,
    locale: recording.locale,
  });
  if (recording.prompt !== undefined) {
    recorder.turn({ id: 'turn-1', role: 'user', text: recording.prompt, at: startedAt });
  }
  const peers = watchPeers(recorder, connections, aliases);
  const recorded = recordedCaller(connections.caller(), recorder, now);
  await serveGatewayOverStdio(
    {
      catalogue: watchCatalogue(connections, () => aliases),
      call: recorded.call,
      complete: connections.complete,
      instructions: () => joinInstructions(connections, aliases),
    },
    { input: recording.input, output: recording.output },
  );
  await recorded.settled();
  await peers.settled();
  return recorder.finish({ at: now().toISOString() });
}

/** A caller that records each call at its beginning and at its end, in that very moment. */
function recordedCaller(
  caller: ToolCaller,
  recorder: TraceRecorder,
  now: () => Date,
): ToolCaller & { settled(): Promise<void> } {
  let calls = 0;
  const open = new Set<Promise<unknown>>();
  return {
    async call(request, options) {
      calls += 1;
      const id = `call-${calls}`;
      const started = now();
      const { server, tool, args } = request;
      recorder.begin({ id, origin: 'gateway', server, tool, args, startedAt: started.toISOString() });
      const end = (outcome: CallOutcome) => {
        recorder.end(id, outcome, { durationMs: now().getTime() - started.getTime() });
      };
      const answer = caller.call(request, { ...options, callId: id });
      const ended = answer.then(
        (result) => end({ status: 'answered', result }),
        (error: unknown) => {
          const kind = error instanceof ToolCallFailure ? error.kind : 'unknown';
          end({ status: 'failed', kind, message: error instanceof Error ? error.message : String(error) });
        },
      );
      open.add(ended);
      await ended.finally(() => open.delete(ended));
      return answer;
    },
    async settled() {
      await Promise.all(open);
    },
  };
}

/** Notes what the servers are and offer whenever that becomes known; the last of it stays when a server goes. */
function watchPeers(recorder: TraceRecorder, connections: Connections, aliases: readonly string[]) {
  const reading = new Set<Promise<void>>();
  const note = (alias: string) => {
    const status = connections.status(alias);
    if (status?.state !== 'connected') return;
    recorder.server({
      alias,
      ...(status.serverName === undefined ? {} : { name: status.serverName }),
      ...(status.serverVersion === undefined ? {} : { version: status.serverVersion }),
      ...(status.protocolVersion === undefined ? {} : { protocolVersion: status.protocolVersion }),
    });
    const read = connections
      .tools(alias)
      .then((tools) => recorder.tools(alias, tools))
      .catch(() => {})
      .finally(() => reading.delete(read));
    reading.add(read);
  };
  for (const alias of aliases) recorder.server({ alias });
  aliases.forEach(note);
  const unwatch = connections.onChange(({ alias, what }) => {
    if (aliases.includes(alias) && (what === 'status' || what === 'tools')) note(alias);
  });
  return {
    async settled() {
      unwatch();
      await Promise.all(reading);
    },
  };
}

function joinInstructions(connections: Connections, aliases: readonly string[]): string | undefined {
  const texts = aliases.flatMap((alias) => {
    const text = connections.instructions(alias);
    return text === undefined ? [] : [`${alias}: ${text}`];
  });
  return texts.length === 0 ? undefined : texts.join('\n\n');
}
