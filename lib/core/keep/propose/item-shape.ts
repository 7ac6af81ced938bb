import { isJsonArray, isJsonObject, type Json, type JsonPath, type JsonSchema } from '../../json/json.ts';
import type { ToolSpec } from '../../tool/tool-spec.ts';
import { propertiesOf } from './related-tools.ts';

/** Where the answer of a list holds its items, and which members items have. */
export interface ListShape {
  readonly items: JsonPath;
  readonly members: ReadonlySet<string>;
  /** Members of the answer itself, beside the items: flags and cursors of paging. */
  readonly beside: ReadonlySet<string>;
}

/** From what was recorded, else from the schema that the server gives; undefined where neither tells. */
export function listShape(tool: ToolSpec, answers: readonly Json[]): ListShape | undefined {
  for (const answer of answers) {
    const shape = shapeOfList(answer);
    if (shape) return shape;
  }
  return tool.outputSchema ? shapeOfListSchema(tool.outputSchema) : undefined;
}

/** Members of the one item that a tool shows. */
export function itemMembers(tool: ToolSpec, answers: readonly Json[]): ReadonlySet<string> | undefined {
  const shown = answers.find(isJsonObject);
  if (isJsonObject(shown)) return new Set(Object.keys(shown));
  const members = Object.keys(propertiesOf(tool.outputSchema));
  return members.length > 0 ? new Set(members) : undefined;
}

function shapeOfList(answer: Json): ListShape | undefined {
  const lists: readonly (readonly [JsonPath, Json])[] = isJsonArray(answer)
    ? [[[], answer]]
    : isJsonObject(answer)
      ? Object.entries(answer).map(([name, member]) => [[name], member])
      : [];
  for (const [items, list] of lists) {
    const first = isJsonArray(list) ? list[0] : undefined;
    if (!isJsonObject(first)) continue;
    const beside = isJsonObject(answer) ? Object.keys(answer) : [];
    return { items, members: new Set(Object.keys(first)), beside: new Set(beside) };
  }
  return undefined;
}

function shapeOfListSchema(schema: JsonSchema): ListShape | undefined {
  const properties = propertiesOf(schema);
  const lists: readonly (readonly [JsonPath, JsonSchema])[] = [
    [[], schema],
    ...Object.entries(properties).map(([name, property]) => [[name], property] as const),
  ];
  for (const [items, list] of lists) {
    const members = isJsonObject(list.items) ? Object.keys(propertiesOf(list.items)) : [];
    if (members.length > 0) return { items, members: new Set(members), beside: new Set(Object.keys(properties)) };
  }
  return undefined;
}
