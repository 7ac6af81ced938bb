import type { Json } from '#core/json/json.ts';
import { escapeHidden } from '../../print/print-value.ts';

/**
 * The one door by which values enter Python text. JSON's escapes are Python's too; what ends lines, hides or could be
 * taken for markup is escaped. Halves of surrogate pairs stay what they are in JSON.
 */
export function printValue(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, member]) => `${printString(key)}: ${printValue(member)}`)
      .join(', ')}}`;
  }
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return typeof value === 'string' ? printString(value) : JSON.stringify(value);
}

/** A string literal in double quotes. */
export function printString(text: string): string {
  return escapeHidden(JSON.stringify(text));
}

/** Text inside an f-string in double quotes. */
export function printTemplateText(text: string): string {
  return printString(text).slice(1, -1).replaceAll('{', '{{').replaceAll('}', '}}');
}
