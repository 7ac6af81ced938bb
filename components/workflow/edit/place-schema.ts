import { isJsonObject, type JsonSchema } from '#core/json/json.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import type { Place } from '#core/workflow/evidence.ts';
import { stepsById } from '#core/workflow/find-step.ts';
import { callsOf } from '#core/workflow/walk.ts';
import type { Workflow } from '#core/workflow/workflow.ts';

/** What the tool says of the argument at a place; undefined for other places and for what it says nothing of. */
export function placeSchema(workflow: Workflow, tools: readonly ToolSpec[], place: Place): JsonSchema | undefined {
  const step = stepsById(workflow).get(place.step);
  if (!step) return undefined;
  const name = place.slot.at(-1);
  const call = callsOf([step]).find(
    ({ step: owner, slot }) =>
      owner.id === step.id &&
      place.slot.length === slot.length + 2 &&
      place.slot[slot.length] === 'args' &&
      slot.every((key, index) => place.slot[index] === key),
  );
  const tool = tools.find(({ server, name: own }) => server === call?.body.server && own === call.body.tool);
  return typeof name === 'string' && tool ? paramsOf(tool).find((param) => param.name === name)?.schema : undefined;
}

export interface ToolParam {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

/** The parameters of a tool, in the order of its schema. */
export function paramsOf({ inputSchema }: ToolSpec): readonly ToolParam[] {
  const properties = isJsonObject(inputSchema.properties) ? inputSchema.properties : {};
  const required = Array.isArray(inputSchema.required) ? inputSchema.required : [];
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    schema: isJsonObject(schema) ? schema : {},
    required: required.includes(name),
  }));
}
