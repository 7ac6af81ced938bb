import { isJsonObject, type Json } from '../../json/json.ts';

/** Paths below one value as a tree: what is wanted of it. An empty tree wants all of it. */
export interface PartTree {
  readonly children: Map<string, PartTree>;
  whole: boolean;
}

/** `whole` are paths of which all is wanted, `held` those of lists of which only the length is. */
export function treeOf(wanted: {
  readonly whole: readonly (readonly string[])[];
  readonly held: readonly (readonly string[])[];
}): PartTree {
  const root: PartTree = { children: new Map(), whole: false };
  const nodeAt = (path: readonly string[]): PartTree => {
    let at = root;
    for (const key of path) {
      const child = at.children.get(key) ?? { children: new Map(), whole: false };
      at.children.set(key, child);
      at = child;
    }
    return at;
  };
  for (const path of wanted.held) nodeAt(path);
  for (const path of wanted.whole) nodeAt(path).whole = true;
  return root;
}

/** The value with nothing but the wanted parts in it; lists keep their length. */
export function onlyParts(value: Json, wanted: PartTree): Json {
  if (wanted.whole) return value;
  if (Array.isArray(value)) {
    const item = wanted.children.get('*');
    return item === undefined ? value.map(() => null) : value.map((member) => onlyParts(member, item));
  }
  if (!isJsonObject(value)) return value;
  const kept: Record<string, Json> = {};
  for (const [key, child] of wanted.children) {
    const member = Object.hasOwn(value, key) ? value[key] : undefined;
    if (member !== undefined) kept[key] = onlyParts(member, child);
  }
  return kept;
}
