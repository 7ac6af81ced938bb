import {
  CLIENT_CAPABILITIES_META_KEY,
  LOG_LEVEL_META_KEY,
  Server,
  type ServerContext,
} from '@modelcontextprotocol/server';
import { hashJson } from '#core/json/hash.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { ToolCallRequest } from '#core/tool/tool-caller.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import { askable, askClient } from './client-inputs.ts';
import type { Connections } from './connections.ts';
import { answerGateway, type GatewayRequest } from './gateway-answers.ts';
import type { GatewayCatalogue } from './gateway-catalogue.ts';
import { passOnProgress } from './gateway-progress.ts';
import { isSevereEnough } from './log-levels.ts';
import type { OwnTool } from './own-tools.ts';
import type { LiveCallOptions } from './server-input.ts';
import type { Leg, OngoingCall, SuspendedCalls } from './suspended-calls.ts';
import { isRecord, jsonObject } from './untrusted-json.ts';

/** What stands behind a gateway: the lists, and the one way in which a call is made (and recorded). */
export interface GatewayHost extends Partial<Pick<Connections, 'complete' | 'watchResource' | 'onNotification'>> {
  readonly catalogue: GatewayCatalogue;
  /** Rejects with `ToolCallFailure` where there is no answer. Called in the order in which the requests arrived. */
  readonly call: (request: ToolCallRequest, options: LiveCallOptions) => Promise<ToolResult>;
  /** What it offers of its own. A tool of a server of the same name comes first. */
  readonly ownTools?: () => Promise<readonly OwnTool[]>;
  /** Told to the client's model. */
  readonly instructions?: () => string | undefined;
}

/** One connection of a client; over stateless HTTP, one request. */
export interface GatewaySession {
  readonly server: Server;
  /** What the client watches, by offered URI, and how to stop. */
  readonly watched: Map<string, () => void>;
  /** The least severe log messages that the client wants; before it says so, none. */
  logLevel: string | undefined;
}

/**
 * An MCP server that offers everything its host's servers offer, as `<server>__<tool>`, and hands every request on,
 * and every question of a server back. One instance serves one connection (or, over stateless HTTP, one request) of
 * either era. Results go through no schema: a client gets what the server said, members and kinds of content that we do
 * not know included.
 */
export function createGatewaySession(host: GatewayHost, suspended: SuspendedCalls): GatewaySession {
  const server = new Server(
    { name: 'tracewright', title: 'Tracewright', version: '0.1.0' },
    {
      capabilities: {
        tools: { listChanged: true },
        resources: { listChanged: true, ...(host.watchResource ? { subscribe: true } : {}) },
        prompts: { listChanged: true },
        logging: {},
        ...(host.complete ? { completions: {} } : {}),
      },
      instructions: host.instructions?.(),
    },
  );
  const session: GatewaySession = { server, watched: new Map(), logLevel: undefined };
  server.setRequestHandler('logging/setLevel', async ({ params }) => {
    session.logLevel = params.level;
    return {};
  });
  server.fallbackRequestHandler = async (request, context) => {
    const { method } = request;
    const params = jsonObject(request.params) ?? {};
    const { _meta } = context.mcpReq;
    const progress = passOnProgress(isRecord(_meta) ? _meta.progressToken : undefined, context);
    const options = callOptions(session, context, progress?.report);
    try {
      if (isModern(server) && isCall(method)) {
        const leg = legOf({ method, params, options }, context);
        return await suspended.run(leg, (call) =>
          answerGateway(host, session, { method, params, options: { ...options, ...heard(call, options) } }),
        );
      }
      const inputs = askClient(server, context);
      return await answerGateway(host, session, { method, params, options: { ...options, inputs } });
    } finally {
      progress?.end();
    }
  };
  return session;
}

export function endSession(session: GatewaySession): void {
  for (const stop of session.watched.values()) stop();
  session.watched.clear();
}

export function isModern(server: Server): boolean {
  // Dates compare as texts; before the handshake there is none.
  return (server.getNegotiatedProtocolVersion() ?? '') >= '2026-07-28';
}

function isCall(method: string): boolean {
  return method === 'tools/call' || method === 'prompts/get' || method === 'resources/read';
}

function legOf(
  { method, params, options }: Pick<GatewayRequest, 'method' | 'params' | 'options'>,
  { mcpReq }: ServerContext,
): Leg {
  const { _meta, ...call } = params;
  const state = mcpReq.requestState<unknown>();
  const responses = Object.entries(mcpReq.inputResponses ?? {}).flatMap(([key, value]): [string, JsonObject][] => {
    const response = jsonObject(value);
    return response ? [[key, response]] : [];
  });
  return {
    call: hashJson([method, call]),
    capabilities: askable(envelopeOf(mcpReq)[CLIENT_CAPABILITIES_META_KEY]),
    responses: Object.fromEntries(responses),
    state: typeof state === 'string' ? state : undefined,
    signal: mcpReq.signal,
    onProgress: options.onProgress,
    onLog: options.onLog,
  };
}

/** What the client wanted to hear in its first request, told in whichever request of it is open. */
function heard(call: OngoingCall, options: LiveCallOptions): LiveCallOptions {
  return {
    inputs: call.inputs,
    signal: call.signal,
    ...(options.onProgress ? { onProgress: call.onProgress } : {}),
    ...(options.onLog ? { onLog: call.onLog } : {}),
  };
}

function callOptions(
  session: GatewaySession,
  { mcpReq }: ServerContext,
  onProgress: LiveCallOptions['onProgress'],
): LiveCallOptions {
  const modern = isModern(session.server);
  const logLevel = modern ? text(envelopeOf(mcpReq)[LOG_LEVEL_META_KEY]) : session.logLevel;
  const onLog: LiveCallOptions['onLog'] = (params) => {
    if (!isSevereEnough(params.level, logLevel)) return;
    // A client that has gone needs no log.
    void mcpReq.notify({ method: 'notifications/message', params: { ...params } }).catch(() => {});
  };
  // In the new era a request that names no level wants no log; before it, the server decides.
  return { signal: mcpReq.signal, onProgress, logLevel, ...(modern && logLevel === undefined ? {} : { onLog }) };
}

/** What a request of the new era says about its client. */
function envelopeOf(mcpReq: ServerContext['mcpReq']): JsonObject {
  return jsonObject(mcpReq.envelope) ?? {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
