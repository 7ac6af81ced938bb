import type { JsonSchema } from '../../../json/json.ts';
import { schemaOf } from '../../draft/input-book.ts';
import type { Target } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';

export function outputSchema(target: Target, context: DraftContext): JsonSchema {
  const [first] = target.values;
  const values = [...new Set(target.values)];
  const schema = target.schema ?? schemaOf(first ?? null);
  const { default: _default, ...rest } = schema;
  if (Array.isArray(rest.enum)) return rest;
  if (values.every((value) => typeof value === 'string' && value.length < 40 && context.prompt.mentions(value))) {
    const listed = labelsInPrompt(values.map(String), context);
    return { ...rest, type: 'string', enum: listed };
  }
  return rest;
}

/** Labels that were used, and those that the user listed beside them. */
function labelsInPrompt(values: readonly string[], context: DraftContext): string[] {
  const labels = [...values];
  for (const turn of context.prompt.turns) {
    for (const match of turn.text.matchAll(
      /[\p{L}\p{N}_-]+(?:(?:\s*,\s*|\s+or\s+|\s+and\s+|,\s*or\s+)[\p{L}\p{N}_-]+)+/gu,
    )) {
      const parts = match[0].split(/\s*,\s*or\s+|\s*,\s*|\s+or\s+|\s+and\s+/);
      if (values.filter((value) => parts.includes(value)).length >= Math.min(2, values.length))
        for (const part of parts) if (!labels.includes(part)) labels.push(part);
    }
  }
  return labels;
}
