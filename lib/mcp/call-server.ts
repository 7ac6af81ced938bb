import type { Json, JsonObject } from '#core/json/json.ts';
import type { ConnectionStatus } from '#core/server/server-config.ts';
import { ToolCallFailure, type ToolCallFailureKind, type ToolCallRequest } from '#core/tool/tool-caller.ts';
import { formatToolRef, GET_PROMPT, READ_RESOURCE } from '#core/tool/tool-ref.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import { makeRounds } from './call-rounds.ts';
import type { Connection } from './connection.ts';
import type { ConnectionLimits } from './connection-limits.ts';
import type { Dialled } from './dial-server.ts';
import type { Exchange, RawAnswer, RpcErrorAnswer } from './exchange.ts';
import type { SecretMask } from './mask-secrets.ts';
import { readPromptResult, readResourceResult, readRpcError, readToolResult, withRawAnswer } from './read-result.ts';
import type { LiveCallOptions } from './server-input.ts';
import { NoAnswer, type SdkRequestOptions, ServerSaidError } from './server-request.ts';

export interface CallContext {
  readonly connection: Connection;
  readonly limits: ConnectionLimits;
  /** The tool's definition, where it is known already; the SDK mirrors arguments into headers by it. */
  readonly spec: ToolSpec | undefined;
  readonly onMessage?: Exchange['onMessage'];
}

/**
 * Makes one call on a connected server, over as many rounds as the server asks for. Rejects with
 * {@link ToolCallFailure}, never with anything else.
 */
export async function callServer(
  request: ToolCallRequest,
  options: LiveCallOptions,
  context: CallContext,
): Promise<ToolResult> {
  const { connection } = context;
  const dialled = connection.dialled();
  if (!dialled) throw notConnected(request, connection.status());
  try {
    const answer = await makeRounds(options, {
      ...context,
      dialled,
      send: (more, sdkOptions) => send(request, { spec: context.spec, dialled, more }, sdkOptions),
    });
    return readAnswer(request, answer, connection.mask());
  } catch (error) {
    if (error instanceof ServerSaidError) return readRpcError(maskError(error.answer, connection.mask()));
    if (error instanceof NoAnswer) {
      connection.noteNoAnswer(error, dialled);
      throw failure(request, error, connection.mask());
    }
    throw new ToolCallFailure('unknown', request, `${formatToolRef(request)}: ${String(error)}`, { cause: error });
  }
}

export function notConnected(request: ToolCallRequest, status: ConnectionStatus | undefined): ToolCallFailure {
  const reason =
    status?.detail ?? (status ? `The server is ${status.state}.` : 'No server of this name is registered.');
  const advice = status?.advice ? ` ${status.advice}` : '';
  return new ToolCallFailure('not-sent', request, `${formatToolRef(request)} was not sent: ${reason}${advice}`);
}

function send(
  request: ToolCallRequest,
  {
    spec,
    dialled: { client },
    more,
  }: Pick<CallContext, 'spec'> & { readonly dialled: Dialled; readonly more: JsonObject },
  options: SdkRequestOptions,
): Promise<unknown> {
  if (request.tool === READ_RESOURCE) {
    return client.request({ method: 'resources/read', params: { uri: String(request.args.uri), ...more } }, options);
  }
  if (request.tool === GET_PROMPT) {
    const params = { name: String(request.args.name), arguments: promptArguments(request.args.arguments), ...more };
    return client.request({ method: 'prompts/get', params }, options);
  }
  // Without an output schema: an answer that came is an answer, whether or not it matches what the server promised.
  const toolDefinition = {
    name: request.tool,
    inputSchema: { ...spec?.inputSchema, type: 'object' as const },
  };
  return client.callTool(
    { name: request.tool, arguments: { ...request.args }, ...more },
    { ...options, toolDefinition },
  );
}

function promptArguments(value: Json | undefined): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, String(member)]));
}

function readAnswer(request: ToolCallRequest, answer: RawAnswer, mask: SecretMask): ToolResult {
  // What came out of `JSON.parse` is JSON.
  const whole = answer.result as JsonObject;
  const raw = mask.json(whole);
  const result =
    request.tool === READ_RESOURCE
      ? readResourceResult(raw)
      : request.tool === GET_PROMPT
        ? readPromptResult(raw)
        : readToolResult(raw);
  return withRawAnswer(result, raw === whole ? answer : { result: raw });
}

function maskError(error: RpcErrorAnswer, mask: SecretMask): RpcErrorAnswer {
  // What came out of `JSON.parse` is JSON.
  const data = error.data === undefined ? {} : { data: mask.json(error.data as Json) };
  return { code: error.code, message: mask.text(error.message), ...data };
}

function failure(request: ToolCallRequest, error: NoAnswer, mask: SecretMask): ToolCallFailure {
  const kind: ToolCallFailureKind = error.sent ? 'unknown' : error.by === 'caller' ? 'cancelled' : 'not-sent';
  const consequence = {
    unknown: 'It had been sent, so it may have taken effect.',
    'not-sent': 'It was not sent.',
    cancelled: 'It was not sent.',
  }[kind];
  return new ToolCallFailure(kind, request, `${formatToolRef(request)}: ${mask.text(error.message)} ${consequence}`, {
    cause: error,
  });
}
