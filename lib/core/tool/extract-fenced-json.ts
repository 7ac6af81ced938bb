import type { Json } from '../json/json.ts';

/** The first JSON object or array inside a text, fenced blocks first; undefined where there is none. */
export function extractFencedJson(text: string): Json | undefined {
  for (const block of text.matchAll(/```[A-Za-z]*\s*\n([\s\S]*?)```/g)) {
    const value = parse(block[1] ?? '');
    if (value !== undefined) return value;
  }
  for (const start of text.matchAll(/[{[]/g)) {
    const end = endOfContainer(text, start.index);
    const value = end === undefined ? undefined : parse(text.slice(start.index, end));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Where the bracket that opens at `start` is closed, strings skipped; one walk, no backtracking. */
function endOfContainer(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let at = start; at < text.length; at += 1) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth += 1;
    else if (character === '}' || character === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}

function parse(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : undefined;
  } catch {
    return undefined;
  }
}
