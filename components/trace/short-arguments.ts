import type { Json, JsonObject } from '#core/json/json.ts';

const ROOM = 60;

/** The arguments in a breath, for a node or a line: `state open · repo acme/web`. Longest-lived facts first, cut to fit. */
export function shortArguments(args: JsonObject, room = ROOM): string {
  const parts = Object.entries(args).map(([name, value]) => `${name} ${shortValue(value)}`);
  return cut(parts.join(' · '), room);
}

/** The same where there is less room: texts speak for themselves, other values keep their names. */
export function shortValues(args: JsonObject, room = ROOM): string {
  const parts = Object.entries(args).map(([name, value]) =>
    typeof value === 'string' ? shortValue(value) : `${name} ${shortValue(value)}`,
  );
  return cut(parts.join(' · '), room);
}

function cut(text: string, room: number): string {
  return text.length <= room ? text : `${text.slice(0, room - 1).trimEnd()}…`;
}

export function shortValue(value: Json | undefined): string {
  if (value === undefined) return '–';
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim() || '“”';
  if (Array.isArray(value))
    return value.length === 0 ? '[]' : value.every(isScalar) ? value.map(shortValue).join(', ') : `[${value.length}]`;
  if (typeof value === 'object' && value !== null) return `{${Object.keys(value).join(', ')}}`;
  return String(value);
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object' || value === null;
}
