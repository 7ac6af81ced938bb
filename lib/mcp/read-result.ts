import { isJsonObject, type Json, type JsonObject } from '#core/json/json.ts';
import { parseContainer } from '#core/tool/result-data.ts';
import { GET_PROMPT, READ_RESOURCE, type ToolRef } from '#core/tool/tool-ref.ts';
import type { ContentBlock, ToolResult } from '#core/tool/tool-result.ts';
import type { RawAnswer, RpcErrorAnswer } from './exchange.ts';
import { isRecord, jsonObject } from './untrusted-json.ts';

/** Member of `ToolResult.meta` under which a JSON-RPC error of the server stands, as `{code, message, data?}`. */
export const RPC_ERROR_META = 'tracewright/rpc-error';

/**
 * A member that no copy takes along; a map of weak keys would burden the garbage collector with every result kept. Of the
 * whole process: Next loads this module once per bundle layer, and a result may be made in one and read in another.
 */
const RAW: unique symbol = Symbol.for('tracewright.raw-answer');

/** The answer as it came over the wire, for a result that a live caller gave; `undefined` for any other. */
export function rawAnswerOf(result: ToolResult & { readonly [RAW]?: RawAnswer }): RawAnswer | undefined {
  return result[RAW];
}

/** Notes where a result came from. */
export function withRawAnswer(result: ToolResult, answer: RawAnswer): ToolResult {
  return Object.defineProperty(result, RAW, { value: answer });
}

/** A `CallToolResult`. Blocks without a type are left out; unknown kinds stay as they came. */
export function readToolResult(raw: Readonly<Record<string, unknown>>): ToolResult {
  const blocks: readonly unknown[] = Array.isArray(raw.content) ? raw.content : [];
  const meta = toolMeta(raw._meta);
  return {
    content: blocks.filter(isBlock),
    ...(raw.structuredContent === undefined ? {} : { structuredContent: json(raw.structuredContent) }),
    ...(raw.isError === true ? { isError: true } : {}),
    ...(meta ? { meta } : {}),
  };
}

/** What the tool said in `_meta`, without what the protocol says there about the server in every result. */
function toolMeta(value: unknown): JsonObject | undefined {
  const said = Object.entries(jsonObject(value) ?? {}).filter(([key]) => !key.startsWith('io.modelcontextprotocol/'));
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

/**
 * A `ReadResourceResult`: each content as a resource block. The data is what a program wants of it: of one text, its
 * JSON if it is an object or array, else the text; of anything else, the server's `{contents}`.
 */
export function readResourceResult(raw: Readonly<Record<string, unknown>>): ToolResult {
  const contents: readonly unknown[] = Array.isArray(raw.contents) ? raw.contents : [];
  return {
    content: contents.flatMap((content): ContentBlock[] => {
      if (!isRecord(content) || typeof content.uri !== 'string') return [];
      return [
        {
          type: 'resource',
          resource: {
            uri: content.uri,
            ...(typeof content.mimeType === 'string' ? { mimeType: content.mimeType } : {}),
            ...(typeof content.text === 'string' ? { text: content.text } : {}),
            ...(typeof content.blob === 'string' ? { blob: content.blob } : {}),
          },
        },
      ];
    }),
    structuredContent: resourceData(raw, contents),
  };
}

function resourceData(raw: Readonly<Record<string, unknown>>, contents: readonly unknown[]): Json {
  const only = contents.length === 1 ? contents[0] : undefined;
  if (!isRecord(only) || typeof only.text !== 'string') return dataOf(raw);
  return parseContainer(only.text) ?? only.text;
}

/** A `GetPromptResult`: the messages' texts as content, the whole as data. */
export function readPromptResult(raw: Readonly<Record<string, unknown>>): ToolResult {
  const messages: readonly unknown[] = Array.isArray(raw.messages) ? raw.messages : [];
  return {
    content: messages.flatMap((message) => (isRecord(message) && isBlock(message.content) ? [message.content] : [])),
    structuredContent: dataOf(raw),
  };
}

/** The protocol's result for a `ToolResult` that came from a record, where the server's own bytes are not at hand. */
export function writeResult({ tool }: ToolRef, { content, structuredContent, isError, meta }: ToolResult): JsonObject {
  if (tool === READ_RESOURCE) {
    return { contents: content.flatMap((block) => (block.type === 'resource' ? [{ ...block.resource }] : [])) };
  }
  if (tool === GET_PROMPT) return isJsonObject(structuredContent) ? structuredContent : { messages: [] };
  return {
    // Blocks are JSON.
    content: content as unknown as Json,
    ...(structuredContent === undefined ? {} : { structuredContent }),
    ...(isError ? { isError } : {}),
    ...(meta ? { _meta: meta } : {}),
  };
}

/** A JSON-RPC error is an answer too: the server took the request and said no. */
export function readRpcError(error: RpcErrorAnswer): ToolResult {
  const details: JsonObject = {
    code: error.code,
    message: error.message,
    ...(error.data === undefined ? {} : { data: json(error.data) }),
  };
  return {
    content: [{ type: 'text', text: `${error.message} (error ${error.code})` }],
    isError: true,
    meta: { [RPC_ERROR_META]: details },
  };
}

/** A result without what belongs to the protocol. */
function dataOf(raw: Readonly<Record<string, unknown>>): Json {
  const { _meta, resultType, ttlMs, cacheScope, ...data } = raw;
  return json(data);
}

/** What came out of `JSON.parse` is JSON. */
function json(value: unknown): Json {
  return value as Json;
}

function isBlock(value: unknown): value is ContentBlock {
  return isRecord(value) && typeof value.type === 'string';
}
