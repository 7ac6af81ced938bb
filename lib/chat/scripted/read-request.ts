import { z } from 'zod';
import { isJsonObject, type Json, type JsonObject } from '#core/json/json.ts';
import type { ScriptResult, ScriptView } from './script.ts';

const content = z.union([
  z.string(),
  z.null(),
  z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
]);

const requestSchema = z.looseObject({
  model: z.string(),
  stream: z.boolean().optional(),
  messages: z.array(
    z.looseObject({
      role: z.string(),
      content: content.optional(),
      tool_call_id: z.string().optional(),
      tool_calls: z
        .array(z.looseObject({ id: z.string(), function: z.looseObject({ name: z.string(), arguments: z.string() }) }))
        .optional(),
    }),
  ),
  tools: z.array(z.looseObject({ function: z.looseObject({ name: z.string() }) })).optional(),
  tool_choice: z.unknown().optional(),
});

export type CompletionRequest = z.infer<typeof requestSchema>;

/** Throws a `ZodError` where the body is no chat completion request. */
export function parseCompletionRequest(body: unknown): CompletionRequest {
  return requestSchema.parse(body);
}

/** What a model sees of a request, in the script's words. */
export function viewRequest(request: CompletionRequest): ScriptView {
  const lastUser = request.messages.findLastIndex((message) => message.role === 'user');
  const since = request.messages.slice(lastUser + 1);
  const calls = new Map(
    since.flatMap((message) => message.tool_calls ?? []).map((call) => [call.id, call.function] as const),
  );
  const results = since.flatMap((message): ScriptResult[] => {
    const call = message.role === 'tool' ? calls.get(message.tool_call_id ?? '') : undefined;
    if (!call) return [];
    const text = textOf(message.content);
    return [{ tool: call.name, args: parseObject(call.arguments), text, data: parseJson(text) }];
  });
  return {
    prompt: textOf(request.messages[lastUser]?.content),
    answered: since.filter((message) => message.role === 'assistant').length,
    results,
    tools: (request.tools ?? []).map((tool) => tool.function.name),
  };
}

function textOf(value: z.infer<typeof content> | undefined): string {
  if (typeof value === 'string') return value;
  return (value ?? []).map((part) => part.text ?? '').join('');
}

function parseJson(text: string): Json | undefined {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function parseObject(text: string): JsonObject {
  const value = parseJson(text);
  return isJsonObject(value) ? value : {};
}
