import type { JsonSchema } from '#core/json/json.ts';
import type { PromptSpec } from '#core/server/prompt-spec.ts';
import type { ResourceSpec, ResourceTemplateSpec } from '#core/server/resource-spec.ts';
import type { EffectClass } from '#core/tool/effect-class.ts';
import type { ToolAnnotations, ToolSpec } from '#core/tool/tool-spec.ts';
import { carryMembers } from './carried-members.ts';
import { isRecord, jsonObject } from './untrusted-json.ts';

/**
 * Read what a server lists, entry by entry: one entry of a wrong shape is left out (`undefined`) and spoils no other.
 * Everything is untrusted text. Members that are not known are kept apart (carried-members.ts), `_meta` is kept.
 */

const MAX_NAME = 1_024;
const NAMING = ['name', 'title', 'description', '_meta'];

export function readTool(
  server: string,
  entry: unknown,
  effects: Readonly<Record<string, EffectClass>>,
): ToolSpec | undefined {
  if (!isRecord(entry) || !isName(entry.name)) return undefined;
  const effect = Object.hasOwn(effects, entry.name) ? effects[entry.name] : undefined;
  const spec: ToolSpec = {
    server,
    name: entry.name,
    ...optional('title', text(entry.title)),
    ...optional('description', text(entry.description)),
    inputSchema: schema(entry.inputSchema) ?? { type: 'object' },
    ...optional('outputSchema', schema(entry.outputSchema)),
    ...optional('annotations', isRecord(entry.annotations) ? readAnnotations(entry.annotations) : undefined),
    ...optional('effect', effect),
    ...meta(entry),
  };
  return carryMembers(spec, entry, [...NAMING, 'inputSchema', 'outputSchema', 'annotations']);
}

export function readResourceSpec(server: string, entry: unknown): ResourceSpec | undefined {
  if (!isRecord(entry) || !isName(entry.uri)) return undefined;
  const spec: ResourceSpec = {
    server,
    uri: entry.uri,
    name: text(entry.name) ?? entry.uri,
    ...described(entry),
    ...optional('mimeType', text(entry.mimeType)),
    ...optional('size', typeof entry.size === 'number' ? entry.size : undefined),
    ...meta(entry),
  };
  return carryMembers(spec, entry, [...NAMING, 'uri', 'mimeType', 'size']);
}

export function readResourceTemplate(server: string, entry: unknown): ResourceTemplateSpec | undefined {
  if (!isRecord(entry) || !isName(entry.uriTemplate)) return undefined;
  const spec: ResourceTemplateSpec = {
    server,
    uriTemplate: entry.uriTemplate,
    name: text(entry.name) ?? entry.uriTemplate,
    ...described(entry),
    ...optional('mimeType', text(entry.mimeType)),
    ...meta(entry),
  };
  return carryMembers(spec, entry, [...NAMING, 'uriTemplate', 'mimeType']);
}

export function readPromptSpec(server: string, entry: unknown): PromptSpec | undefined {
  if (!isRecord(entry) || !isName(entry.name)) return undefined;
  const list = Array.isArray(entry.arguments) ? entry.arguments : [];
  const spec: PromptSpec = {
    server,
    name: entry.name,
    ...described(entry),
    arguments: list.flatMap((argument: unknown) =>
      isRecord(argument) && isName(argument.name)
        ? [{ name: argument.name, ...described(argument), required: argument.required === true }]
        : [],
    ),
    ...meta(entry),
  };
  return carryMembers(spec, entry, [...NAMING, 'arguments']);
}

function readAnnotations(entry: Readonly<Record<string, unknown>>): ToolAnnotations {
  return {
    ...optional('title', text(entry.title)),
    ...optional('readOnlyHint', flag(entry.readOnlyHint)),
    ...optional('destructiveHint', flag(entry.destructiveHint)),
    ...optional('idempotentHint', flag(entry.idempotentHint)),
    ...optional('openWorldHint', flag(entry.openWorldHint)),
  };
}

function described(entry: Readonly<Record<string, unknown>>) {
  return { ...optional('title', text(entry.title)), ...optional('description', text(entry.description)) };
}

function meta(entry: Readonly<Record<string, unknown>>) {
  return optional('meta', jsonObject(entry._meta));
}

function schema(value: unknown): JsonSchema | undefined {
  return jsonObject(value);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NAME;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function optional<Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } {
  // A computed key widens to an index signature; the key is the one given.
  return value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: Value });
}
