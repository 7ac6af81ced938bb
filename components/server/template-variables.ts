import { parseTemplate } from 'url-template';
import type { JsonObject, JsonSchema } from '#core/json/json.ts';

/** Names of the variables of a URI template (RFC 6570), in order, each once. */
export function templateVariables(template: string): readonly string[] {
  const names = [...template.matchAll(/\{[+#./;?&]?([^{}]*)\}/g)].flatMap((expression) =>
    (expression[1] ?? '').split(',').map((name) => name.replace(/(\*|:\d+)$/, '').trim()),
  );
  return [...new Set(names.filter((name) => name !== ''))];
}

/** A form for the variables. Those of a query may be left out; a path needs all of its own. */
export function variablesSchema(template: string): JsonSchema {
  const names = templateVariables(template);
  const optional = new Set(
    [...template.matchAll(/\{[?&]([^{}]*)\}/g)].flatMap((query) => templateVariables(`{${query[1]}}`)),
  );
  return {
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
    required: names.filter((name) => !optional.has(name)),
  };
}

/** The URI that the template gives with these values. */
export function expandTemplate(template: string, values: JsonObject): string {
  const texts = Object.entries(values).flatMap(([name, value]) =>
    value === null || typeof value === 'object' ? [] : [[name, String(value)] as const],
  );
  return parseTemplate(template).expand(Object.fromEntries(texts));
}
