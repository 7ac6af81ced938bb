import * as z from 'zod';
import { isJsonObject, type Json } from '../json/json.ts';
import { isJson, jsonObjectSchema, jsonValueSchema, oneLineError } from '../json/schema.ts';
import type { ContentBlock } from '../tool/tool-result.ts';
import { TRACE_VERSION, type Trace } from './trace.ts';

/** A document is no trace; the message is one line that says where and what would be right. */
export class TraceFormatError extends Error {
  override readonly name = 'TraceFormatError';
}

/**
 * A trace out of untrusted JSON. Members that are not known are kept, so that files of newer recorders can be read.
 * Throws `TraceFormatError`.
 */
export function parseTrace(document: Json | undefined): Trace {
  const version = isJsonObject(document) ? document.version : undefined;
  if (typeof version === 'number' && version > TRACE_VERSION) {
    throw new TraceFormatError(
      `This trace has version ${version}; this program reads version ${TRACE_VERSION}. Update the program.`,
    );
  }
  const parsed = traceSchema.safeParse(document);
  if (!parsed.success) throw new TraceFormatError(`This is no trace: ${oneLineError(parsed.error)}`);
  const trace: Trace = parsed.data;
  const ids = new Set<string>();
  for (const call of trace.calls) {
    if (ids.has(call.id)) throw new TraceFormatError(`This is no trace: two calls have the id "${call.id}".`);
    ids.add(call.id);
    if (call.ended < call.started) {
      throw new TraceFormatError(`This is no trace: call "${call.id}" ended before it started.`);
    }
  }
  return trace;
}

const effectClass = z.enum(['read', 'write', 'destroy']);

/** Kinds that a later protocol adds are kept as they came; nothing here reads them. */
const laterBlock = z.custom<ContentBlock>(
  (value) => isJson(value) && isJsonObject(value) && typeof value.type === 'string' && !KNOWN_BLOCKS.has(value.type),
  'is no content block',
);

const KNOWN_BLOCKS = new Set(['text', 'image', 'audio', 'resource_link', 'resource']);

const contentBlock = z.union([
  laterBlock,
  z.looseObject({ type: z.literal('text'), text: z.string() }),
  z.looseObject({ type: z.enum(['image', 'audio']), data: z.string(), mimeType: z.string() }),
  z.looseObject({
    type: z.literal('resource_link'),
    uri: z.string(),
    name: z.string(),
    mimeType: z.string().optional(),
  }),
  z.looseObject({
    type: z.literal('resource'),
    resource: z.looseObject({
      uri: z.string(),
      mimeType: z.string().optional(),
      text: z.string().optional(),
      blob: z.string().optional(),
    }),
  }),
]);

export const toolResultSchema = z.looseObject({
  content: z.array(contentBlock),
  structuredContent: jsonValueSchema.optional(),
  isError: z.boolean().optional(),
  meta: jsonObjectSchema.optional(),
});

export const toolSpecSchema = z.looseObject({
  server: z.string().min(1),
  name: z.string().min(1),
  title: z.string().optional(),
  description: z.string().optional(),
  inputSchema: jsonObjectSchema,
  outputSchema: jsonObjectSchema.optional(),
  annotations: z
    .looseObject({
      title: z.string().optional(),
      readOnlyHint: z.boolean().optional(),
      destructiveHint: z.boolean().optional(),
      idempotentHint: z.boolean().optional(),
      openWorldHint: z.boolean().optional(),
    })
    .optional(),
  effect: effectClass.optional(),
  meta: jsonObjectSchema.optional(),
});

const turnSchema = z.looseObject({
  id: z.string(),
  role: z.enum(['user', 'assistant']),
  text: z.string(),
  at: z.string(),
});

const outcomeSchema = z.discriminatedUnion('status', [
  z.looseObject({ status: z.literal('answered'), result: toolResultSchema }),
  z.looseObject({
    status: z.literal('failed'),
    kind: z.enum(['not-sent', 'unknown', 'cancelled', 'refused', 'diverged']),
    message: z.string(),
  }),
]);

export const traceCallSchema = z.looseObject({
  id: z.string().min(1),
  origin: z.enum(['chat', 'gateway', 'hand', 'import', 'run']),
  turn: z.string().optional(),
  server: z.string().min(1),
  tool: z.string().min(1),
  args: jsonObjectSchema,
  outcome: outcomeSchema,
  started: z.number(),
  ended: z.number(),
  startedAt: z.string(),
  durationMs: z.number().nonnegative(),
  shownCharacters: z.number().nonnegative().optional(),
});

const traceSchema = z.looseObject({
  version: z.literal(TRACE_VERSION),
  id: z.string(),
  name: z.string().optional(),
  now: z.iso.datetime({ offset: true }),
  timeZone: z.string(),
  locale: z.string(),
  turns: z.array(turnSchema),
  servers: z.array(
    z.looseObject({
      alias: z.string().min(1),
      name: z.string().optional(),
      version: z.string().optional(),
      protocolVersion: z.string().optional(),
    }),
  ),
  tools: z.array(toolSpecSchema),
  calls: z.array(traceCallSchema),
  answer: z.string().optional(),
});
