import { ProtocolError, ProtocolErrorCode, type Result, Server } from '@modelcontextprotocol/server';
import type { JsonObject } from '#core/json/json.ts';
import {
  ToolCallFailure,
  type ToolCallOptions,
  type ToolCallRequest,
  type ToolProgress,
} from '#core/tool/tool-caller.ts';
import { GET_PROMPT, READ_RESOURCE } from '#core/tool/tool-ref.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import type { Connections } from './connections.ts';
import { type GatewayCatalogue, promptRef } from './gateway-catalogue.ts';
import { isRecord, jsonObject } from './read-offers.ts';
import { RPC_ERROR_META, rawAnswerOf } from './read-result.ts';
import { noteResponseText } from './result-text.ts';

/** What stands behind a gateway: the lists, and the one way in which a call is made (and recorded). */
export interface GatewayHost {
  readonly catalogue: GatewayCatalogue;
  /** Rejects with `ToolCallFailure` where there is no answer. Called in the order in which the requests arrived. */
  readonly call: (request: ToolCallRequest, options: ToolCallOptions) => Promise<ToolResult>;
  readonly complete?: Connections['complete'];
  /** Told to the client's model. */
  readonly instructions?: () => string | undefined;
}

type Params = Readonly<Record<string, unknown>>;

interface GatewayRequest {
  readonly method: string;
  readonly params: Params;
  readonly signal: AbortSignal;
  readonly onProgress?: ToolCallOptions['onProgress'];
}

/**
 * An MCP server that offers everything its host's servers offer, as `<server>__<tool>`, and hands every request on. One
 * instance serves one connection (or, over stateless HTTP, one request) of either era. Results go through no schema: a
 * client gets what the server said, members and kinds of content that we do not know included.
 */
export function createGatewayServer(host: GatewayHost): Server {
  const server = new Server(
    { name: 'tracewright', title: 'Tracewright', version: '0.1.0' },
    {
      capabilities: {
        tools: { listChanged: true },
        resources: { listChanged: true },
        prompts: { listChanged: true },
        ...(host.complete ? { completions: {} } : {}),
      },
      instructions: host.instructions?.(),
    },
  );
  server.fallbackRequestHandler = async (request, context) => {
    const { signal, _meta, notify } = context.mcpReq;
    const token = isRecord(_meta) ? _meta.progressToken : undefined;
    const progress =
      typeof token === 'string' || typeof token === 'number'
        ? reportProgress((params) => {
            const notification = {
              method: 'notifications/progress' as const,
              params: { progressToken: token, ...params },
            };
            // A client that has gone needs no progress.
            void notify(notification).catch(() => {});
          })
        : undefined;
    try {
      const params: Params = isRecord(request.params) ? request.params : {};
      return await answer(host, { method: request.method, params, signal, onProgress: progress?.report });
    } finally {
      progress?.end();
    }
  };
  return server;
}

const WAITING_MS = 10_000;

/**
 * Passes on the server's progress. While there is none, a sign of life now and then: a call may wait for a person's
 * approval longer than the client would wait for silence. Its numbers stay below any the server will send.
 */
function reportProgress(send: (progress: ToolProgress) => void): { report(progress: ToolProgress): void; end(): void } {
  let waited = 0;
  const timer = setInterval(() => {
    waited += 1;
    send({ progress: waited * 1e-9, message: 'Waiting for the server, or for an approval in Tracewright.' });
  }, WAITING_MS);
  timer.unref();
  const end = () => clearInterval(timer);
  return {
    end,
    report(progress) {
      end();
      send(progress);
    },
  };
}

function answer(host: GatewayHost, request: GatewayRequest): Promise<Result> {
  const { method } = request;
  if (method === 'tools/call') return callTool(host, request);
  if (method === 'tools/list') return listTools(host);
  if (method === 'resources/read') return readResource(host, request);
  if (method === 'prompts/get') return getPrompt(host, request);
  if (method === 'resources/list') return listResources(host);
  if (method === 'resources/templates/list') return listTemplates(host);
  if (method === 'prompts/list') return listPrompts(host);
  if (method === 'completion/complete') return complete(host, request);
  throw new ProtocolError(ProtocolErrorCode.MethodNotFound, 'Method not found');
}

async function callTool(host: GatewayHost, request: GatewayRequest): Promise<Result> {
  const name = text(request.params, 'name');
  // Without waiting where that is possible: the order of arrival is the order of the recording.
  const { names } = host.catalogue.knownTools() ?? (await host.catalogue.tools());
  const ref = names.refOf(name);
  if (!ref) throw invalid(`There is no tool "${name}".`);
  const args = jsonObject(request.params.arguments ?? {});
  if (!args) throw invalid('"arguments" is not an object.');
  try {
    return forward(await host.call({ ...ref, args }, request));
  } catch (error) {
    if (!(error instanceof ToolCallFailure)) throw error;
    // No answer of the tool; as an answer with `isError` it reaches the client's model, which can act on it.
    return { content: [{ type: 'text', text: error.message }], isError: true };
  }
}

async function readResource(host: GatewayHost, request: GatewayRequest): Promise<Result> {
  const uri = text(request.params, 'uri');
  const place = (await host.catalogue.resources()).locate(uri);
  if (!place) throw invalid(`There is no resource "${uri}".`);
  return forwardOrFail(host, { server: place.server, tool: READ_RESOURCE, args: { uri: place.uri } }, request);
}

async function getPrompt(host: GatewayHost, request: GatewayRequest): Promise<Result> {
  const name = text(request.params, 'name');
  const ref = (await host.catalogue.prompts()).names.refOf(name);
  if (!ref) throw invalid(`There is no prompt "${name}".`);
  const args: JsonObject = { name: ref.tool, arguments: jsonObject(request.params.arguments ?? {}) ?? {} };
  return forwardOrFail(host, { server: ref.server, tool: GET_PROMPT, args }, request);
}

async function forwardOrFail(host: GatewayHost, call: ToolCallRequest, request: GatewayRequest): Promise<Result> {
  try {
    return forward(await host.call(call, request));
  } catch (error) {
    if (error instanceof ToolCallFailure) throw new ProtocolError(ProtocolErrorCode.InternalError, error.message);
    throw error;
  }
}

/** The server's own result, or its own error. */
function forward(result: ToolResult): Result {
  const rpcError = result.meta?.[RPC_ERROR_META];
  if (isRecord(rpcError) && typeof rpcError.code === 'number') {
    throw new ProtocolError(rpcError.code, String(rpcError.message), rpcError.data);
  }
  const raw = rawAnswerOf(result);
  if (raw) {
    if (raw.text !== undefined) noteResponseText(raw.result, raw.text);
    // The result may be kept for long; its text need not.
    raw.text = undefined;
    return raw.result;
  }
  const { content, structuredContent, isError, meta } = result;
  return {
    content,
    ...(structuredContent === undefined ? {} : { structuredContent }),
    ...(isError ? { isError } : {}),
    ...(meta ? { _meta: meta } : {}),
  };
}

async function listTools({ catalogue }: GatewayHost): Promise<Result> {
  const { specs, names } = await catalogue.tools();
  return {
    tools: specs.map(({ server, name, effect, meta, ...spec }) => ({
      name: names.nameOf({ server, tool: name }),
      ...spec,
      ...(meta ? { _meta: meta } : {}),
    })),
  };
}

async function listResources({ catalogue }: GatewayHost): Promise<Result> {
  const { resources } = await catalogue.resources();
  return {
    resources: resources.map(({ uri, spec: { server, meta, ...spec } }) => ({
      ...spec,
      uri,
      ...(meta ? { _meta: meta } : {}),
    })),
  };
}

async function listTemplates({ catalogue }: GatewayHost): Promise<Result> {
  const { templates } = await catalogue.resources();
  return {
    resourceTemplates: templates.map(({ server, meta, ...spec }) => ({ ...spec, ...(meta ? { _meta: meta } : {}) })),
  };
}

async function listPrompts({ catalogue }: GatewayHost): Promise<Result> {
  const { specs, names } = await catalogue.prompts();
  return {
    prompts: specs.map((spec) => {
      const { server, meta, ...shown } = spec;
      return { ...shown, name: names.nameOf(promptRef(spec)), ...(meta ? { _meta: meta } : {}) };
    }),
  };
}

async function complete(host: GatewayHost, { params }: GatewayRequest): Promise<Result> {
  const none = { completion: { values: [] } };
  const { ref, argument } = params;
  if (!host.complete || !isRecord(ref) || !isRecord(argument)) return none;
  const given = { name: text(argument, 'name'), value: text(argument, 'value') };
  if (typeof ref.name === 'string') {
    const prompt = (await host.catalogue.prompts()).names.refOf(ref.name);
    if (!prompt) return none;
    return {
      completion: { values: await host.complete(prompt.server, { ref: { prompt: prompt.tool }, argument: given }) },
    };
  }
  const template = (await host.catalogue.resources()).templates.find(({ uriTemplate }) => uriTemplate === ref.uri);
  if (!template) return none;
  const request = { ref: { resourceTemplate: template.uriTemplate }, argument: given };
  return { completion: { values: await host.complete(template.server, request) } };
}

function text(params: Params, key: string): string {
  const value = params[key];
  if (typeof value !== 'string') throw invalid(`"${key}" is not a text.`);
  return value;
}

function invalid(message: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, message);
}
