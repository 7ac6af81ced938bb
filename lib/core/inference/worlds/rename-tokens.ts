import type { Json, JsonObject } from '../../json/json.ts';
import type { Trace } from '../../trace/trace.ts';
import { mapObject, mapResults, mapTexts } from './map-trace.ts';

const TOKEN = /[A-Za-z0-9]{6,}/g;

/**
 * The recording and the inputs with every id-like token (letters and digits mixed) renamed, the same everywhere. A
 * program that carries such a token in itself cannot repeat it. Null where there is no such token.
 */
export function renameTokens(
  trace: Trace,
  inputs: JsonObject,
): { readonly trace: Trace; readonly inputs: JsonObject } | null {
  const names = new Map<string, string>();
  const rename = (text: string): string =>
    text.replace(TOKEN, (token) => {
      if (!isIdLike(token)) return token;
      const name = names.get(token) ?? turned(token);
      names.set(token, name);
      return name;
    });
  const change = (value: Json): Json => mapTexts(value, rename);
  const renamed = mapResults(trace, { data: change, text: rename });
  const calls = renamed.calls.map((call) => ({ ...call, args: mapObject(call.args, change) }));
  const renamedInputs = mapObject(inputs, change);
  return names.size === 0 ? null : { trace: { ...renamed, calls }, inputs: renamedInputs };
}

/** Letters and digits mixed, and neither a date nor a time. */
function isIdLike(token: string): boolean {
  return /[A-Za-z]/.test(token) && /\d/.test(token) && !/^\d{1,4}T\d+|^\d{2}T\d{2}/.test(token);
}

/** The same kind of token, other characters: each letter and digit moves on, case and length stay. */
function turned(token: string): string {
  return [...token]
    .map((character, at) => {
      const step = 3 + (at % 5);
      if (/\d/.test(character)) return String((Number(character) + step) % 10);
      const base = /[a-z]/.test(character) ? 97 : 65;
      return String.fromCharCode(((character.charCodeAt(0) - base + step) % 26) + base);
    })
    .join('');
}
