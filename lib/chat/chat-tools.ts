import { dynamicTool, jsonSchema, type ToolSet, toolSearch } from 'ai';
import * as z from 'zod';
import { isJsonObject, type JsonObject } from '#core/json/json.ts';
import type { ToolAnswer } from '#core/live/chat-message.ts';
import type { ToolRef } from '#core/tool/tool-ref.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import { modelSchema } from './model-schema.ts';

/** A tool of a connected server under the name that models see. */
export interface ChatTool {
  readonly name: string;
  readonly spec: ToolSpec;
}

/** Whatever the model's calls need from the studio. Nothing here rejects for what a server does. */
export interface ChatHost {
  /** Calls a tool of a server, recorded, asked for where the policy says so. */
  callTool(call: ToolRef & { readonly args: JsonObject } & HostCall): Promise<ToolAnswer>;
  listResources(server: string | undefined): Promise<ToolAnswer>;
  readMore(part: { readonly call: string; readonly from: number; readonly length?: number }): Promise<ToolAnswer>;
}

export interface HostCall {
  /** The model's own id of the call. */
  readonly toolCallId: string;
  readonly signal: AbortSignal | undefined;
}

/** Names of the studio's own tools; no exposed name equals one, because those hold a double underscore. */
export const HOST_TOOLS = ['list_resources', 'read_resource', 'read_more', 'search_tools'] as const;

/** More tools than this are found by searching: providers refuse over 128, and each one costs attention and tokens. */
export const OFFERED_AT_ONCE = 100;
const FOUND_AT_ONCE = 12;

const MAX_DESCRIPTION = 4_000;

/**
 * The tools of one answer. Arguments reach `host.callTool` as the model sent them, wrapped roots unwrapped; they are
 * checked there, against the tool's own schema, so that a misfit is recorded too.
 */
export function chatTools(options: {
  readonly tools: readonly ChatTool[];
  readonly resources: boolean;
  /** Names that were called earlier in this conversation; they stay on offer where others must be searched. */
  readonly used: ReadonlySet<string>;
  readonly host: ChatHost;
}): ToolSet {
  const { tools, resources, used, host } = options;
  const searched = tools.length > OFFERED_AT_ONCE;
  const offered = tools.map((tool) => [tool.name, serverTool(tool, host, searched && !used.has(tool.name))] as const);
  return {
    ...Object.fromEntries(offered),
    ...(searched ? { search_tools: toolSearch({ maxResults: FOUND_AT_ONCE }) } : {}),
    ...(resources ? resourceTools(host) : {}),
    read_more: readMoreTool(host),
  };
}

function serverTool({ spec }: ChatTool, host: ChatHost, deferLoading: boolean) {
  const { schema, unwrap } = modelSchema(spec.inputSchema);
  const title = spec.title ?? spec.annotations?.title;
  const description = [title, spec.description].filter(Boolean).join(': ').slice(0, MAX_DESCRIPTION);
  return dynamicTool({
    description: description === '' ? spec.name : description,
    inputSchema: jsonSchema(schema as Parameters<typeof jsonSchema>[0]),
    metadata: { server: spec.server, tool: spec.name },
    deferLoading,
    execute: (input, { toolCallId, abortSignal }) => {
      const args = unwrap(objectOf(input));
      return host.callTool({ server: spec.server, tool: spec.name, args, toolCallId, signal: abortSignal });
    },
    toModelOutput: showAnswer,
  });
}

const readResourceInput = z.object({ server: z.string(), uri: z.string() });
const listResourcesInput = z.object({ server: z.string().optional() });
const readMoreInput = z.object({
  call: z.string(),
  from: z.number().int().min(0),
  length: z.number().int().min(1).optional(),
});

function resourceTools(host: ChatHost): ToolSet {
  return {
    list_resources: dynamicTool({
      description: 'Lists the resources (documents, records, files) that the connected servers offer to read.',
      inputSchema: listResourcesInput,
      execute: (input) => host.listResources(listResourcesInput.parse(input).server),
      toModelOutput: showAnswer,
    }),
    read_resource: dynamicTool({
      description: 'Reads a resource of a connected server by its URI.',
      inputSchema: readResourceInput,
      execute: (input, { toolCallId, abortSignal }) => {
        const { server, uri } = readResourceInput.parse(input);
        return host.callTool({ server, tool: 'resources/read', args: { uri }, toolCallId, signal: abortSignal });
      },
      toModelOutput: showAnswer,
    }),
  };
}

function readMoreTool(host: ChatHost) {
  return dynamicTool({
    description:
      'Reads on in a long result that was shown only in part. `call` and `from` stand at the end of that part.',
    inputSchema: readMoreInput,
    execute: (input) => host.readMore(readMoreInput.parse(input)),
    toModelOutput: showAnswer,
  });
}

const answerSchema = z.looseObject({ text: z.string(), isError: z.boolean() });

/** What the model is told of a kept answer. */
function showAnswer({ output }: { readonly output: unknown }) {
  const answer = answerSchema.safeParse(output);
  if (!answer.success) return { type: 'error-text' as const, value: 'The answer to this call was not kept.' };
  return { type: answer.data.isError ? ('error-text' as const) : ('text' as const), value: answer.data.text };
}

function objectOf(input: unknown): JsonObject {
  // The SDK parsed it from the model's JSON text.
  const value = input as Parameters<typeof isJsonObject>[0];
  return isJsonObject(value) ? value : {};
}
