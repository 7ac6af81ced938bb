import { isJsonArray, isJsonObject, type Json, type JsonPath } from '#core/json/json.ts';

/** A scalar inside a value. The path is a chain to the root, so that a million leaves share their prefixes. */
export interface Leaf {
  readonly value: string | number | boolean;
  readonly chain: PathChain | null;
}

export interface PathChain {
  readonly key: string | number;
  readonly parent: PathChain | null;
}

/** All strings, numbers and booleans of a value, in document order. Nulls carry nothing and are left out. */
export function* leavesOf(value: Json | undefined, chain: PathChain | null = null): Generator<Leaf> {
  if (value === null || value === undefined) return;
  if (isJsonArray(value)) {
    for (const [index, item] of value.entries()) yield* leavesOf(item, { key: index, parent: chain });
  } else if (isJsonObject(value)) {
    for (const key of Object.keys(value)) yield* leavesOf(value[key], { key, parent: chain });
  } else {
    yield { value, chain };
  }
}

export function pathOfChain(chain: PathChain | null): JsonPath {
  const path: (string | number)[] = [];
  for (let link = chain; link !== null; link = link.parent) path.push(link.key);
  return path.reverse();
}

/** The nearest member name, which is what the value is called: `title` for `pulls[2].title`, `labels` for `labels[0]`. */
export function nameOfChain(chain: PathChain | null): string {
  for (let link = chain; link !== null; link = link.parent) if (typeof link.key === 'string') return link.key;
  return '';
}

/** The path with every index as `*`: all rows of one column have the same class. */
export function columnOfChain(chain: PathChain | null): string {
  let text = '';
  for (let link = chain; link !== null; link = link.parent) {
    text = `/${typeof link.key === 'number' ? '*' : link.key}${text}`;
  }
  return text;
}
