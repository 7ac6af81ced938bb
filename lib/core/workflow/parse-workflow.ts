import * as z from 'zod';
import { isJsonObject, type Json } from '../json/json.ts';
import { isJson, jsonObjectSchema, jsonValueSchema, oneLineError } from '../json/schema.ts';
import type { Keep } from './keep.ts';
import { migrateWorkflow } from './versions/migrate-workflow.ts';
import { type Expr, type Step, WORKFLOW_VERSION, type Workflow } from './workflow.ts';

/** A document is no workflow; the message is one line that says where and what would be right. */
export class WorkflowFormatError extends Error {
  override readonly name = 'WorkflowFormatError';
}

/**
 * A workflow out of untrusted JSON, of this version or an older one. Checks the form only; whether names and types fit
 * is `validateWorkflow`'s. Unknown members are refused: in a program a misspelt member would be a silent change.
 * Throws `WorkflowFormatError`.
 */
export function parseWorkflow(document: Json | undefined): Workflow {
  // Checked before any recursive walk, so that hostile nesting cannot exhaust the stack.
  if (!isJson(document)) throw new WorkflowFormatError('This is no workflow: it is nested too deeply.');
  if (!isJsonObject(document)) throw new WorkflowFormatError('This is no workflow: it must be a JSON object.');
  const { version } = document;
  if (typeof version === 'number' && version > WORKFLOW_VERSION) {
    throw new WorkflowFormatError(
      `This workflow has version ${version}; this program reads up to version ${WORKFLOW_VERSION}. Update the program.`,
    );
  }
  // Tells editors where the form is written down, and the program nothing.
  const { $schema: _, ...rest } = document;
  const parsed = workflowSchema.safeParse(migrateWorkflow(rest));
  if (!parsed.success) throw new WorkflowFormatError(`This is no workflow: ${oneLineError(parsed.error)}`);
  return parsed.data;
}

const id = z.string().regex(/^[a-z][A-Za-z0-9]*$/, 'must be an identifier: a small letter, then letters and digits');
const path = z.array(z.union([z.string(), z.number().int()]));
const strict = z.strictObject;

export const exprSchema: z.ZodType<Expr> = z.lazy(() =>
  z.discriminatedUnion('$', [
    strict({ $: z.literal('lit'), value: jsonValueSchema }),
    strict({ $: z.literal('ref'), of: z.enum(['input', 'config', 'step', 'var']), id }),
    strict({ $: z.literal('run'), what: z.enum(['now', 'timeZone']) }),
    strict({ $: z.literal('get'), from: exprSchema, path, missing: z.enum(['fail', 'null']).optional() }),
    strict({ $: z.literal('obj'), fields: z.record(z.string(), exprSchema) }),
    strict({ $: z.literal('arr'), items: z.array(exprSchema) }),
    strict({ $: z.literal('text'), parts: z.array(z.union([z.string(), exprSchema])) }),
    strict({ $: z.literal('fn'), name: z.string(), args: z.array(exprSchema) }),
    strict({
      $: z.literal('over'),
      op: z.enum(['map', 'filter', 'find', 'only', 'some', 'every', 'groupBy', 'uniqueBy', 'flatMap']),
      in: exprSchema,
      as: id,
      body: exprSchema,
    }),
    strict({
      $: z.literal('sort'),
      in: exprSchema,
      as: id,
      by: z.array(strict({ key: exprSchema, order: z.enum(['asc', 'desc']) })),
      take: exprSchema.optional(),
    }),
    strict({ $: z.literal('cond'), if: exprSchema, then: exprSchema, else: exprSchema }),
    strict({ $: z.literal('absent') }),
  ]),
);

const exprs = z.record(z.string(), exprSchema);
const common = { id, note: z.string().optional(), origin: z.array(z.string()).optional() };
const callBody = {
  server: z.string().min(1),
  tool: z.string().min(1),
  args: exprs,
  extract: z
    .union([
      z.enum([
        'auto',
        'structured',
        'json',
        'text',
        'table',
        'keyValues',
        'lines',
        'fencedJson',
        'document',
        'records',
        'properties',
      ]),
      z.templateLiteral(['entries ', z.string().min(1)]),
    ])
    .optional(),
};
const call = strict(callBody);
const body: z.ZodType<readonly Step[]> = z.lazy(() => z.array(stepSchema));

export const stepSchema: z.ZodType<Step> = z.discriminatedUnion('do', [
  strict({
    ...common,
    do: z.literal('call'),
    ...callBody,
    effect: z.enum(['read', 'write', 'destroy']),
    key: exprSchema.optional(),
    find: strict({ call, as: id, match: exprSchema }).optional(),
    retry: strict({ attempts: z.number().int().min(1).max(100), backoffMs: z.number().min(0) }).optional(),
  }),
  strict({ ...common, do: z.literal('let'), value: exprSchema }),
  strict({
    ...common,
    do: z.literal('forEach'),
    in: exprSchema,
    each: id,
    body,
    yield: exprSchema.optional(),
    onError: z.enum(['stop', 'collect']).optional(),
    parallel: z.number().int().min(1).max(100).optional(),
  }),
  strict({
    ...common,
    do: z.literal('paginate'),
    call,
    param: z.string().min(1),
    first: exprSchema.optional(),
    page: id,
    cursor: id,
    items: exprSchema,
    next: exprSchema,
    until: exprSchema,
    maxPages: z.number().int().min(1),
  }),
  strict({
    ...common,
    do: z.literal('poll'),
    call,
    as: id,
    until: exprSchema,
    everyMs: z.number().min(0),
    timeoutMs: z.number().min(0),
  }),
  strict({
    ...common,
    do: z.literal('if'),
    cond: exprSchema,
    then: body,
    else: z.union([z.literal('undemonstrated'), body]),
    thenValue: exprSchema.optional(),
    elseValue: exprSchema.optional(),
  }),
  strict({
    ...common,
    do: z.literal('try'),
    body,
    on: strict({ contains: z.array(z.string()) }),
    else: body,
    value: exprSchema.optional(),
    elseValue: exprSchema.optional(),
  }),
  strict({
    ...common,
    do: z.literal('llm'),
    task: z.string(),
    input: exprs,
    output: jsonObjectSchema,
    examples: z.array(z.tuple([jsonValueSchema, jsonValueSchema])).optional(),
    checks: z.array(exprSchema).optional(),
  }),
  strict({ ...common, do: z.literal('approve'), show: exprSchema, when: exprSchema.optional() }),
  strict({ ...common, do: z.literal('assert'), cond: exprSchema, message: z.string() }),
]);

const write = strict({ ...callBody, effect: z.enum(['write', 'destroy']) });

export const keepSchema: z.ZodType<Keep> = strict({
  everyMs: z.number().int().min(1000).optional(),
  rules: z.array(
    strict({
      step: id,
      see: z.discriminatedUnion('by', [
        strict({
          by: z.literal('search'),
          call,
          as: id,
          items: exprSchema,
          pages: strict({
            param: z.string().min(1),
            cursor: id,
            first: exprSchema.optional(),
            next: exprSchema,
            until: exprSchema,
            maxPages: z.number().int().min(1),
          }).optional(),
          id: strict({ made: exprSchema, actual: exprSchema }).optional(),
          key: strict({ wanted: exprSchema, actual: exprSchema }).optional(),
          get: call.optional(),
        }),
        strict({ by: z.literal('get'), call }),
        strict({ by: z.literal('ledger') }),
      ]),
      fields: exprs.optional(),
      change: write.optional(),
      remove: write.optional(),
      settleMs: z.number().min(0).optional(),
    }),
  ),
});

const inputSchema = strict({
  name: id,
  schema: jsonObjectSchema,
  default: jsonValueSchema.optional(),
  description: z.string().optional(),
});

export const workflowSchema: z.ZodType<Workflow> = strict({
  version: z.literal(WORKFLOW_VERSION),
  id: z.string().min(1).max(200).optional(),
  name: z.string().min(1),
  description: z.string().optional(),
  inputs: z.array(inputSchema),
  config: z.array(inputSchema).optional(),
  body,
  output: exprSchema.optional(),
  trigger: z
    .discriminatedUnion('on', [
      strict({ on: z.literal('manual') }),
      strict({ on: z.literal('keep') }),
      strict({ on: z.literal('schedule'), cron: z.string().min(1), timeZone: z.string().min(1) }),
      strict({ on: z.literal('webhook'), path: z.string().min(1), inputs: z.record(z.string(), path).optional() }),
      strict({ on: z.literal('endpoint') }),
      strict({
        on: z.literal('queue'),
        kind: z.enum(['redis', 'sqs', 'pubsub']),
        name: z.string().min(1),
        inputs: z.record(z.string(), path).optional(),
      }),
    ])
    .optional(),
  keep: keepSchema.optional(),
});
