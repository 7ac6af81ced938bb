import { isJsonObject, type Json, type JsonObject } from '../../../json/json.ts';

export interface Leaf {
  readonly value: Json;
  /** The value as text, then pieces of it that may be values of their own. */
  readonly tokens: readonly string[];
  /** The word that the user listed, where the value is that word with something before or after it. */
  readonly stem?: string;
}

/** Plain arguments of a call by path, with the pieces of texts that could stand for something. */
export function callLeaves(args: JsonObject): ReadonlyMap<string, Leaf> {
  let known = remembered.get(args);
  if (known === undefined) {
    known = findLeaves(args);
    remembered.set(args, known);
  }
  return known;
}

/** Every loop that calls may belong to asks for them again. */
const remembered = new WeakMap<JsonObject, ReadonlyMap<string, Leaf>>();

function findLeaves(args: JsonObject): ReadonlyMap<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  const walk = (value: Json, path: string): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) walk(item, `${path}/${index}`);
    else if (isJsonObject(value)) for (const [key, member] of Object.entries(value)) walk(member, `${path}/${key}`);
    else if (typeof value === 'string' || typeof value === 'number') {
      const text = String(value);
      const pieces =
        typeof value === 'string' && /[^\p{L}\p{N}_-]/u.test(text)
          ? text
              .slice(0, 4000)
              .split(/[\s,;()"'<>[\]|]+/)
              .flatMap((piece) => [piece, piece.replace(/^[#@:.!?]+|[#@:.!?]+$/g, '')])
          : [];
      leaves.set(path, {
        value,
        tokens: [text, ...new Set(pieces.filter((piece) => (piece.length > 1 || /\d/.test(piece)) && piece !== text))],
      });
    }
  };
  walk(args, '');
  return leaves;
}
