/**
 * The exact text of results that are handed on. Parsing and writing JSON again would change bytes that mean the same
 * (`1.0`, `\u00e9`) and some that do not (integers beyond 2^53), so a gateway passes on the text itself where it has it.
 */
const texts = new WeakMap<object, string>();

/** Notes the text of the response message that `result` was parsed from. */
export function noteResponseText(result: object, responseText: string): void {
  texts.set(result, responseText);
}

/** The text of the result alone, or `undefined` where it is not known. It is given once; then it is forgotten. */
export function takeResultText(result: object): string | undefined {
  const response = texts.get(result);
  texts.delete(result);
  return response === undefined ? undefined : memberText(response, 'result');
}

/**
 * The text of a member of the object that `json` is; of several with that name the last, as `JSON.parse` has it.
 * `json` is known to be valid. `undefined` where there is none.
 */
export function memberText(json: string, name: string): string | undefined {
  let found: string | undefined;
  let at = skipSpace(json, 0);
  if (json[at] !== '{') return undefined;
  at = skipSpace(json, at + 1);
  while (json[at] === '"') {
    const keyEnd = skipString(json, at);
    const key: unknown = JSON.parse(json.slice(at, keyEnd));
    const from = skipSpace(json, skipSpace(json, keyEnd) + 1);
    const to = skipValue(json, from);
    if (key === name) found = json.slice(from, to);
    at = skipSpace(json, to);
    if (json[at] === ',') at = skipSpace(json, at + 1);
  }
  return found;
}

function skipSpace(json: string, from: number): number {
  let at = from;
  while (at < json.length && json.charCodeAt(at) <= 32) at += 1;
  return at;
}

/** `from` is at the opening quote; the end is after the closing one. */
function skipString(json: string, from: number): number {
  let at = json.indexOf('"', from + 1);
  while (at > 0 && isEscaped(json, at)) at = json.indexOf('"', at + 1);
  return at + 1;
}

function isEscaped(json: string, at: number): boolean {
  let backslashes = 0;
  while (json.charCodeAt(at - 1 - backslashes) === 92) backslashes += 1;
  return backslashes % 2 === 1;
}

function skipValue(json: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < json.length) {
    const code = json.charCodeAt(at);
    if (code === 34) {
      at = skipString(json, at);
      if (depth === 0) return at;
      continue;
    }
    if (code === 123 || code === 91) depth += 1;
    else if (code === 125 || code === 93) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && (code === 44 || code <= 32)) return at;
    at += 1;
  }
  return at;
}
