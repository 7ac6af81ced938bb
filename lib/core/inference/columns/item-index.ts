import { isJsonObject, type Json } from '../../json/json.ts';

/** An item of a list: the outer row, and the position in that row's list. */
export interface Place {
  readonly row: number;
  readonly index: number;
}

export interface Phrase {
  readonly text: string;
  readonly place: Place;
}

/**
 * Where wanted values stand in items, by relative path. Only values that somebody asks for are kept, so that large
 * results cost a walk and no memory. Texts of several words are collected only when asked for.
 */
export class ItemIndex {
  readonly wanted: ReadonlySet<string>;
  private readonly roots = new Map<string, PathNode>();
  private readonly sources: { readonly name: string; readonly value: Json; readonly place: Place }[] = [];
  private collected: Map<string, Phrase[]> | null = null;
  total = 0;
  /** How many plain values were looked at. */
  size = 0;

  constructor(wanted: ReadonlySet<string>) {
    this.wanted = wanted;
  }

  /** Adds what one item (or one iteration's result) holds under a name. */
  add(name: string, value: Json, place: Place): void {
    this.sources.push({ name, value, place });
    let root = this.roots.get(name);
    if (root === undefined) {
      root = new PathNode(name);
      this.roots.set(name, root);
    }
    this.walk(value, root, place);
  }

  /** Paths with the places of each wanted value there. */
  paths(): readonly { readonly path: string; readonly places: ReadonlyMap<string, readonly Place[]> }[] {
    const found: { path: string; places: ReadonlyMap<string, readonly Place[]> }[] = [];
    const visit = (node: PathNode): void => {
      if (node.places !== null) found.push({ path: node.path, places: node.places });
      for (const child of node.children.values()) visit(child);
    };
    for (const root of this.roots.values()) visit(root);
    return found;
  }

  /** Texts of several words by path: they may stand inside longer texts. */
  phrases(): ReadonlyMap<string, readonly Phrase[]> {
    if (this.collected !== null) return this.collected;
    const collected = new Map<string, Phrase[]>();
    const walk = (value: Json, path: string, place: Place): void => {
      if (typeof value === 'string') {
        if (value.length < 4 || value.length > 2000 || !/[^\p{L}\p{N}_-]/u.test(value)) return;
        const known = collected.get(path);
        if (known === undefined) collected.set(path, [{ text: value, place }]);
        else known.push({ text: value, place });
      } else if (Array.isArray(value)) {
        for (const item of value) walk(item, `${path}/*`, place);
      } else if (isJsonObject(value)) {
        for (const [key, member] of Object.entries(value)) walk(member, `${path}/${key}`, place);
      }
    };
    for (const { name, value, place } of this.sources) walk(value, name, place);
    this.collected = collected;
    return collected;
  }

  private walk(value: Json, node: PathNode, place: Place): void {
    if (typeof value === 'string' || typeof value === 'number') {
      this.size += 1;
      const key = String(value);
      if (this.wanted.has(key)) node.add(key, place);
    } else if (Array.isArray(value)) {
      const child = node.child('*');
      for (const item of value) this.walk(item, child, place);
    } else if (typeof value === 'object' && value !== null) {
      for (const key of Object.keys(value))
        this.walk((value as Record<string, Json>)[key] ?? null, node.child(key), place);
    }
  }
}

class PathNode {
  readonly path: string;
  readonly children = new Map<string, PathNode>();
  places: Map<string, Place[]> | null = null;

  constructor(path: string) {
    this.path = path;
  }

  child(key: string): PathNode {
    let child = this.children.get(key);
    if (child === undefined) {
      child = new PathNode(`${this.path}/${key}`);
      this.children.set(key, child);
    }
    return child;
  }

  add(key: string, place: Place): void {
    if (this.places === null) this.places = new Map();
    const known = this.places.get(key);
    if (known === undefined) this.places.set(key, [place]);
    else {
      const last = known[known.length - 1];
      if (last === undefined || last.row !== place.row || last.index !== place.index) known.push(place);
    }
  }
}
