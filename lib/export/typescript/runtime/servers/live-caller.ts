import { ProtocolError, SdkError, SdkErrorCode, SdkHttpError } from '@modelcontextprotocol/client';
import type { Json, JsonObject } from '#core/json/json.ts';
import { type ToolCaller, ToolCallFailure, type ToolCallRequest } from '#core/tool/tool-caller.ts';
import type { DescribedServer } from '#core/tool/tool-lock.ts';
import { GET_PROMPT, READ_RESOURCE } from '#core/tool/tool-ref.ts';
import type { ContentBlock, ToolResult } from '#core/tool/tool-result.ts';
import { listSpan } from '../observe/tool-span.ts';
import type { TraceContext, Tracing } from '../observe/tracing.ts';
import { type ConnectedServer, connectServer } from './connect-server.ts';
import { connectionFacts } from './connection-facts.ts';
import { describeServer } from './describe-server.ts';
import type { ServerSettings } from './server-settings.ts';

const CALL_MS = 60_000;
const LONGEST_CALL_MS = 15 * 60_000;

export interface LiveCaller extends ToolCaller {
  /** What a server says of itself and its tools now. Throws naming it where it cannot be reached or asked. */
  describe(server: string, signal?: AbortSignal): Promise<DescribedServer>;
  /** Connects every server that is not connected. Throws naming the first that cannot be reached, and why. */
  connectAll(): Promise<void>;
  /** Names of the servers that are not connected now. */
  missing(): readonly string[];
  close(): Promise<void>;
}

export interface LiveCallerOptions {
  readonly name: string;
  /** Read anew at every connection, so that a changed secret is used. */
  readonly settings: () => ReadonlyMap<string, ServerSettings>;
  /** Told of each connection that is used; what it gives goes along with each request. */
  readonly tracing: Pick<Tracing, 'span' | 'note' | 'context'>;
  readonly onLog: (server: string, line: string) => void;
}

/** Calls tools of the servers in `mcp.json`; a server that went away is connected again at the next call. */
export function createLiveCaller({ name, settings, tracing, onLog }: LiveCallerOptions): LiveCaller {
  const servers = new Map<string, Promise<ConnectedServer>>();
  const open = new Map<string, ConnectedServer>();

  async function connected(alias: string): Promise<ConnectedServer> {
    const known = await servers.get(alias)?.catch(() => null);
    if (known && !known.closed) return known;
    const found = settings().get(alias);
    if (!found) throw new Error(`mcp.json has no server "${alias}".`);
    const connecting = connectServer(found, { name, onLog: (line) => onLog(alias, line) });
    servers.set(alias, connecting);
    open.set(alias, await connecting);
    return connecting;
  }

  return {
    async call(request, options) {
      const server = await connected(request.server).catch((error: unknown) => {
        throw new ToolCallFailure(
          'not-sent',
          request,
          `Server "${request.server}" cannot be reached: ${reason(error)}`,
        );
      });
      try {
        tracing.note(connectionFacts(server));
        return await send(server, request, { signal: options?.signal, trace: tracing.context() });
      } catch (error) {
        if (error instanceof ProtocolError) tracing.note({ 'rpc.response.status_code': String(error.code) });
        throw asFailure(error, request, options?.signal);
      }
    },
    async describe(alias, signal) {
      return tracing.span(listSpan(alias), async () => {
        try {
          const server = await connected(alias);
          tracing.note(connectionFacts(server));
          return await describeServer(server.client, { signal, trace: tracing.context() });
        } catch (error) {
          throw new Error(`Server "${alias}" cannot be reached: ${reason(error)}`, { cause: error });
        }
      });
    },
    async connectAll() {
      for (const alias of settings().keys()) {
        await connected(alias).catch((error: unknown) => {
          throw new Error(`Server "${alias}" cannot be reached: ${reason(error)}`, { cause: error });
        });
      }
    },
    missing() {
      try {
        return [...settings().keys()].filter((alias) => open.get(alias)?.closed !== false);
      } catch {
        // A secret that went away, or a file that somebody is writing: nothing can be connected now.
        return ['mcp.json'];
      }
    },
    async close() {
      const all = [...servers.values()];
      servers.clear();
      open.clear();
      await Promise.allSettled(all.map(async (server) => (await server).close()));
    },
  };
}

/** `trace` goes along as MCP keeps it free for that (SEP-414): by its own names, without a prefix. */
async function send(
  server: ConnectedServer,
  request: ToolCallRequest,
  { signal, trace }: { readonly signal?: AbortSignal; readonly trace?: TraceContext },
): Promise<ToolResult> {
  const meta = trace ? { _meta: { ...trace } } : {};
  const options = { timeout: CALL_MS, maxTotalTimeout: LONGEST_CALL_MS, resetTimeoutOnProgress: true, signal };
  const { client } = server;
  if (request.tool === READ_RESOURCE) {
    const { contents } = await client.readResource({ uri: String(request.args.uri), ...meta }, options);
    return { content: contents.map((resource) => ({ type: 'resource', resource }) as ContentBlock) };
  }
  if (request.tool === GET_PROMPT) {
    const args = (request.args.arguments ?? {}) as Record<string, string>;
    const prompt = await client.getPrompt({ name: String(request.args.name), arguments: args, ...meta }, options);
    return { content: [], structuredContent: prompt as unknown as Json };
  }
  const answer = await client.callTool({ name: request.tool, arguments: { ...request.args }, ...meta }, options);
  return {
    content: (answer.content ?? []) as readonly ContentBlock[],
    ...(answer.structuredContent === undefined ? {} : { structuredContent: answer.structuredContent as JsonObject }),
    ...(answer.isError === undefined ? {} : { isError: answer.isError }),
  };
}

/**
 * Sorts what the SDK threw: an error that the server answered is a result; what proves that the request never arrived
 * is `not-sent`; anything else may have been carried out and is `unknown`.
 */
function asFailure(error: unknown, request: ToolCallRequest, signal?: AbortSignal): ToolCallFailure {
  const fail = (kind: ToolCallFailure['kind'], text: string) =>
    new ToolCallFailure(kind, request, text, { cause: error });
  if (error instanceof ProtocolError) return fail('refused', error.message);
  if (signal?.aborted) return fail('unknown', 'Stopped while the call was under way.');
  if (error instanceof SdkHttpError && NEVER_CARRIED_OUT.has(error.status)) return fail('not-sent', reason(error));
  if (error instanceof SdkError && error.code === SdkErrorCode.NotConnected) return fail('not-sent', reason(error));
  if (CANNOT_REACH.test(reason(error))) return fail('not-sent', reason(error));
  return fail('unknown', reason(error));
}

const NEVER_CARRIED_OUT = new Set([401, 403, 404, 405, 429, 503]);
const CANNOT_REACH = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH/;

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `: ${error.cause.message}` : '';
  return `${error.message}${cause}`;
}
