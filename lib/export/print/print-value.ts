import type { Json } from '#core/json/json.ts';

/**
 * The one door by which values enter program text. JSON is a subset of JavaScript's literals except for one name:
 * `"__proto__"` as an own member has to be computed. Everything that ends lines or hides (U+2028, control and
 * direction characters), and `<` so that no `</script>` can appear, is written as an escape.
 */
export function printValue(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(printValue).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${printKey(key)}: ${printValue(member)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return typeof value === 'string' ? printString(value) : JSON.stringify(value);
}

/** A string literal with single quotes where that needs no escaping, with double quotes otherwise. */
export function printString(text: string): string {
  return escapeHidden(JSON.stringify(text));
}

/** The key of a member in an object literal or a type: plain names as they are, all others as string literals. */
export function printKey(key: string): string {
  if (key === '__proto__') return '["__proto__"]';
  return isPlainKey(key) ? key : printString(key);
}

/** Whether a member may be written `.key`. */
export function isPlainKey(key: string): boolean {
  return /^[A-Za-z_$][\w$]*$/.test(key) && key.length <= 64;
}

/** Text inside a template literal. */
export function printTemplateText(text: string): string {
  const body = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return escapeHidden(body.replaceAll('`', '\\`').replaceAll('${', '\\${'));
}

/** Escapes what a reader or a tool could take for something else. Works on JSON text: only inside strings there. */
export function escapeHidden(json: string): string {
  return json.replace(
    /[<\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
