import { ProtocolError, ProtocolErrorCode, type Result } from '@modelcontextprotocol/server';
import type { JsonObject } from '#core/json/json.ts';
import { ToolCallFailure, type ToolCallRequest } from '#core/tool/tool-caller.ts';
import { GET_PROMPT, READ_RESOURCE } from '#core/tool/tool-ref.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import type { GatewayHost, GatewaySession } from './gateway.ts';
import { listPrompts, listResources, listTemplates, listTools } from './gateway-lists.ts';
import { RPC_ERROR_META, rawAnswerOf, writeResult } from './read-result.ts';
import { noteResponseText } from './result-text.ts';
import type { LiveCallOptions } from './server-input.ts';
import { isRecord, jsonObject } from './untrusted-json.ts';

export interface GatewayRequest {
  readonly method: string;
  readonly params: JsonObject;
  readonly options: LiveCallOptions;
}

const METHODS = [
  'tools/call',
  'tools/list',
  'resources/read',
  'prompts/get',
  'resources/list',
  'resources/templates/list',
  'prompts/list',
  'completion/complete',
  'resources/subscribe',
  'resources/unsubscribe',
];

export function isAnswered(method: string): boolean {
  return METHODS.includes(method);
}

/** Answers one request of a gateway's client. Throws `ProtocolError`. */
export function answerGateway(host: GatewayHost, session: GatewaySession, request: GatewayRequest): Promise<Result> {
  const { method, params } = request;
  if (method === 'tools/call') return callTool(host, request);
  if (method === 'tools/list') return listTools(host);
  if (method === 'resources/read') return readResource(host, request);
  if (method === 'prompts/get') return getPrompt(host, request);
  if (method === 'resources/list') return listResources(host.catalogue);
  if (method === 'resources/templates/list') return listTemplates(host.catalogue);
  if (method === 'prompts/list') return listPrompts(host.catalogue);
  if (method === 'completion/complete') return complete(host, params);
  if (method === 'resources/subscribe') return watch(host, session, text(params, 'uri'));
  if (method === 'resources/unsubscribe') return unwatch(session, text(params, 'uri'));
  throw new ProtocolError(ProtocolErrorCode.MethodNotFound, 'Method not found');
}

async function callTool(host: GatewayHost, request: GatewayRequest): Promise<Result> {
  const name = text(request.params, 'name');
  // Without waiting where that is possible: the order of arrival is the order of the recording.
  const { names } = host.catalogue.knownTools() ?? (await host.catalogue.tools());
  const ref = names.refOf(name);
  const args = jsonObject(request.params.arguments ?? {});
  if (!args) throw invalid('"arguments" is not an object.');
  if (!ref) {
    const own = (await host.ownTools?.())?.find((tool) => tool.name === name);
    if (!own) throw invalid(`There is no tool "${name}".`);
    return writeResult({ server: 'tracewright', tool: name }, await own.call(args, request.options));
  }
  try {
    return handOn({ ...ref, args }, await host.call({ ...ref, args }, request.options));
  } catch (error) {
    if (!(error instanceof ToolCallFailure)) throw error;
    // No answer of the tool; as an answer with `isError` it reaches the client's model, which can act on it.
    return { content: [{ type: 'text', text: error.message }], isError: true };
  }
}

async function readResource(host: GatewayHost, request: GatewayRequest): Promise<Result> {
  const uri = text(request.params, 'uri');
  const place = (await host.catalogue.resources()).locate(uri);
  if (!place) throw noResource(uri);
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
    return handOn(call, await host.call(call, request.options));
  } catch (error) {
    if (error instanceof ToolCallFailure) throw new ProtocolError(ProtocolErrorCode.InternalError, error.message);
    throw error;
  }
}

/** The server's own result, or its own error. */
function handOn(call: ToolCallRequest, result: ToolResult): Result {
  const rpcError = result.meta?.[RPC_ERROR_META];
  if (isRecord(rpcError) && typeof rpcError.code === 'number') {
    throw new ProtocolError(rpcError.code, String(rpcError.message), rpcError.data);
  }
  const raw = rawAnswerOf(result);
  if (!raw) return writeResult(call, result);
  if (raw.text !== undefined) noteResponseText(raw.result, raw.text);
  // The result may be kept for long; its text need not.
  raw.text = undefined;
  return raw.result;
}

/** Watches an offered resource for a session, once. Throws `ProtocolError` where there is no such resource. */
export async function watch(host: GatewayHost, session: GatewaySession, uri: string): Promise<Result> {
  const place = (await host.catalogue.resources()).locate(uri);
  if (!place) throw noResource(uri);
  if (host.watchResource && !session.watched.has(uri)) {
    session.watched.set(uri, host.watchResource(place.server, place.uri));
  }
  return {};
}

async function unwatch(session: GatewaySession, uri: string): Promise<Result> {
  session.watched.get(uri)?.();
  session.watched.delete(uri);
  return {};
}

async function complete(host: GatewayHost, { ref, argument, context }: JsonObject): Promise<Result> {
  const none = { completion: { values: [] } };
  if (!host.complete || !isRecord(ref) || !isRecord(argument)) return none;
  const { name, value } = argument;
  if (typeof name !== 'string' || typeof value !== 'string') throw invalid('"argument" needs a name and a value.');
  const known = isRecord(context) ? jsonObject(context.arguments) : undefined;
  const given = { argument: { name, value }, ...(known ? { context: texts(known) } : {}) };
  if (typeof ref.name === 'string') {
    const prompt = (await host.catalogue.prompts()).names.refOf(ref.name);
    if (!prompt) throw invalid(`There is no prompt "${ref.name}".`);
    return { completion: await host.complete(prompt.server, { ref: { prompt: prompt.tool }, ...given }) };
  }
  const template = (await host.catalogue.resources()).templates.find(({ uriTemplate }) => uriTemplate === ref.uri);
  if (!template) throw invalid('There is no resource template of this URI.');
  const place = { resourceTemplate: template.uriTemplate };
  return { completion: await host.complete(template.server, { ref: place, ...given }) };
}

function texts(members: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(members).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}

function text(params: JsonObject, key: string): string {
  const value = params[key];
  if (typeof value !== 'string') throw invalid(`"${key}" is not a text.`);
  return value;
}

function noResource(uri: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no resource "${uri}".`, { uri });
}

function invalid(message: string): ProtocolError {
  return new ProtocolError(ProtocolErrorCode.InvalidParams, message);
}
