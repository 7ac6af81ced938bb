import * as z from 'zod';
import type { WorkflowEdit } from '#core/workflow/edit/workflow-edit.ts';
import { exprSchema, keepSchema, stepSchema } from '#core/workflow/parse-workflow.ts';

const id = z.string().min(1).max(100);
const path = z.array(z.union([z.string().max(500), z.number().int().nonnegative()])).max(50);
const place = z.object({ step: z.string().max(100), slot: path });
const at = z.object({
  parent: z.string().max(100),
  member: z.enum(['body', 'then', 'else']),
  index: z.number().int().nonnegative(),
});
const description = z.string().max(2_000);
const input = z.object({
  name: id,
  schema: z.record(z.string(), z.json()),
  default: z.json().optional(),
  description: description.optional(),
});
const stage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('where'), as: id, test: exprSchema }),
  z.object({ kind: z.literal('unique'), as: id, by: exprSchema }),
  z.object({
    kind: z.literal('sort'),
    as: id,
    by: z
      .array(z.object({ key: exprSchema, order: z.enum(['asc', 'desc']) }))
      .min(1)
      .max(10),
  }),
  z.object({ kind: z.literal('take'), count: exprSchema }),
]);
const tool = z.object({ server: z.string().min(1).max(200), tool: z.string().min(1).max(200) });
const OPTIONS = [
  'effect',
  'retry',
  'onError',
  'parallel',
  'param',
  'maxPages',
  'everyMs',
  'timeoutMs',
  'else',
  'on',
  'task',
  'output',
  'message',
] as const;
const trigger = z.discriminatedUnion('on', [
  z.object({ on: z.literal('manual') }),
  z.object({ on: z.literal('keep') }),
  z.object({ on: z.literal('schedule'), cron: z.string().max(200), timeZone: z.string().max(100) }),
  z.object({ on: z.literal('webhook'), path: z.string().max(200), inputs: z.record(z.string(), path).optional() }),
  z.object({ on: z.literal('endpoint') }),
  z.object({
    on: z.literal('queue'),
    kind: z.enum(['redis', 'sqs', 'pubsub']),
    name: z.string().max(200),
    inputs: z.record(z.string(), path).optional(),
  }),
]);

/** An edit as it comes over the wire; whether it makes sense is `applyEdit`'s to say. */
export const workflowEditSchema: z.ZodType<WorkflowEdit> = z.discriminatedUnion('edit', [
  z.object({ edit: z.literal('rename'), name: z.string().max(200), description: description.optional() }),
  z.object({ edit: z.literal('addInput'), input, index: z.number().int().nonnegative().optional() }),
  z.object({ edit: z.literal('renameInput'), from: id, to: id }),
  z.object({
    edit: z.literal('setInput'),
    name: id,
    default: z.json().optional(),
    description: description.optional(),
    schema: z.record(z.string(), z.json()).optional(),
  }),
  z.object({ edit: z.literal('removeInput'), name: id }),
  z.object({ edit: z.literal('makeInput'), place, name: id }),
  z.object({ edit: z.literal('setValue'), place, expr: exprSchema }),
  z.object({
    edit: z.literal('setStage'),
    place,
    kind: z.enum(['where', 'unique', 'sort', 'take']),
    stage: stage.optional(),
  }),
  z.object({ edit: z.literal('setSource'), place, expr: exprSchema }),
  z.object({ edit: z.literal('clearValue'), place }),
  z.object({ edit: z.literal('renameStep'), from: id, to: id }),
  z.object({ edit: z.literal('renameVariable'), step: id, from: id, to: id }),
  z.object({ edit: z.literal('setNote'), step: id, note: z.string().max(2_000) }),
  z.object({ edit: z.literal('setTool'), step: id, tool, effect: z.enum(['read', 'write', 'destroy']) }),
  z.object({ edit: z.literal('setOption'), step: id, option: z.enum(OPTIONS), value: z.json().optional() }),
  z.object({ edit: z.literal('replaceStep'), step: stepSchema }),
  z.object({ edit: z.literal('insertStep'), step: stepSchema, at }),
  z.object({ edit: z.literal('removeStep'), step: id }),
  z.object({ edit: z.literal('moveStep'), step: id, at }),
  z.object({ edit: z.literal('setTrigger'), trigger }),
  z.object({ edit: z.literal('setKeep'), keep: keepSchema.optional() }),
]);
