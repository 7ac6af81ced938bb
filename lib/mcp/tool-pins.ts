import { hashJson } from '#core/json/hash.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { ToolDrift, ToolPins } from '#core/server/tool-drift.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';

/** Hash of all that a server says about a tool and that a person or a model acts on. The user's own class is not in it. */
export function toolHash(tool: ToolSpec): string {
  const { title, description, inputSchema, outputSchema, annotations } = tool;
  const definition: Record<string, JsonObject | string> = { name: tool.name, inputSchema };
  if (title !== undefined) definition.title = title;
  if (description !== undefined) definition.description = description;
  if (outputSchema !== undefined) definition.outputSchema = outputSchema;
  if (annotations !== undefined) definition.annotations = { ...annotations };
  return hashJson(definition);
}

export function pinTools(tools: readonly ToolSpec[]): ToolPins {
  return Object.fromEntries(tools.map((tool) => [tool.name, toolHash(tool)]));
}

/** How the tools of one server differ from the pinned ones; `null` where nothing changed. */
export function toolDrift(pins: ToolPins, tools: readonly ToolSpec[]): ToolDrift | null {
  const now = pinTools(tools);
  const names = Object.keys(now);
  const drift = {
    added: names.filter((name) => !Object.hasOwn(pins, name)),
    removed: Object.keys(pins).filter((name) => !Object.hasOwn(now, name)),
    changed: names.filter((name) => Object.hasOwn(pins, name) && pins[name] !== now[name]),
  };
  return drift.added.length + drift.removed.length + drift.changed.length === 0 ? null : drift;
}
