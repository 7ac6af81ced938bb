import type { RJSFSchema } from '@rjsf/utils';

/** What a value must be, in a few words: `integer, 1 to 100`, `list of string`, `date-time`. */
export function typeNote(schema: RJSFSchema): string {
  return [kindOf(schema), range(schema)].filter(Boolean).join(', ');
}

function kindOf(schema: RJSFSchema): string {
  if (schema.const !== undefined) return `always ${JSON.stringify(schema.const)}`;
  if (schema.enum) return '';
  if (schema.type === 'array') {
    const items = schema.items;
    if (Array.isArray(items)) return `list of ${items.length}`;
    const kind = typeof items === 'object' && items !== null ? kindOf(items) : '';
    return kind ? `list of ${kind}` : 'list';
  }
  if (typeof schema.format === 'string') return schema.format;
  if (Array.isArray(schema.type)) return schema.type.join(' or ');
  return schema.type ?? '';
}

function range({ minimum, maximum, minLength, maxLength, minItems, maxItems, type }: RJSFSchema): string {
  const [low, high, unit] =
    type === 'array'
      ? [minItems, maxItems, ' items']
      : type === 'string'
        ? [minLength, maxLength, ' characters']
        : [minimum, maximum, ''];
  if (low === 1 && high === undefined && unit !== '') return 'not empty';
  if (low !== undefined && high !== undefined) return `${low} to ${high}${unit}`;
  if (low !== undefined && low > 0) return `at least ${low}${unit}`;
  return high !== undefined ? `at most ${high}${unit}` : '';
}
