import type { Json } from '#core/json/json.ts';

/** A JSON value is an expression of jq; a negative number needs brackets to stand anywhere. */
export function literal(value: Json): string {
  return typeof value === 'number' && value < 0 ? `(${value})` : JSON.stringify(value);
}

/** The member or item of what stands before it: `.title`, `["due date"]`, `[0]`. */
export function member(key: string | number): string {
  return typeof key === 'string' && /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) ? `.${key}` : `[${literal(key)}]`;
}

/** Names that the language gives a meaning of its own, and words of jq. */
const TAKEN = new Set(
  'context input output secrets task workflow runtime authorization error and or not if then elif else end as def reduce foreach try catch label import include __loc__ ENV'.split(
    ' ',
  ),
);

/** A variable of a workflow as it is written in jq. Ids have no underscore, so one more tells it from every other. */
export function variable(id: string): string {
  return `$${variableName(id)}`;
}

export function variableName(id: string): string {
  return TAKEN.has(id) ? `${id}_` : id;
}

/** Text as a member of the document: what looks like an expression is said as one. */
export function plainText(text: string): string {
  return text.includes('$' + '{') ? `\${ ${JSON.stringify(text)} }` : text;
}
