import { isJsonObject, type Json } from '../../json/json.ts';
import { type Place, Positions } from './positions.ts';
import type { WantedTexts } from './wanted-texts.ts';

/** Whether a text is of several words, or has signs in it. */
const HAS_WORDS = /[^\p{L}\p{N}_-]/u;

export interface Phrase {
  readonly text: string;
  readonly place: Place;
}

/** A member of the items with the places of each wanted value there. */
export interface IndexedPath {
  readonly path: string;
  /** By the value's text. */
  readonly places: ReadonlyMap<string, Positions>;
}

/**
 * Where wanted values stand in items, by relative path. Only values that somebody asks for are kept, so that large
 * results cost a walk and no memory. Texts of several words are collected only when asked for.
 */
export class ItemIndex {
  private readonly wanted: WantedTexts;
  private readonly roots = new Map<string, PathNode>();
  private readonly sources: { readonly name: string; readonly value: Json; readonly place: Place }[] = [];
  private collected: Map<string, Phrase[]> | null = null;
  private found: readonly IndexedPath[] | null = null;
  total = 0;
  /** How many plain values were looked at. */
  size = 0;

  constructor(wanted: WantedTexts) {
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

  /** Paths with the places of each wanted value there. To be asked for when all is added. */
  paths(): readonly IndexedPath[] {
    if (this.found !== null) return this.found;
    const found: IndexedPath[] = [];
    const visit = (node: PathNode): void => {
      if (node.places !== null) found.push({ path: node.path, places: node.places });
      for (const child of node.children()) visit(child);
    };
    for (const root of this.roots.values()) visit(root);
    this.found = found;
    return found;
  }

  /** Where the members on the way to a path, or what stands there, are nothing. */
  without(path: string): readonly Place[] {
    const [root, ...keys] = path.split('/');
    return this.sources.flatMap(({ name, value, place }) => (name === root && endsInNull(value, keys) ? [place] : []));
  }

  /**
   * Texts of several words by path: they may stand inside longer texts. Where some are of several words, those of one
   * word are there too: among "Clean Water" and "School Roof" also "Library".
   */
  phrases(): ReadonlyMap<string, readonly Phrase[]> {
    if (this.collected !== null) return this.collected;
    const collected = new Map<string, Phrase[]>();
    const several = new Set<string>();
    const walk = (value: Json, path: string, place: Place): void => {
      if (typeof value === 'string') {
        if (value.length < 4 || value.length > 2000) return;
        if (HAS_WORDS.test(value)) several.add(path);
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
    for (const path of collected.keys()) if (!several.has(path)) collected.delete(path);
    this.collected = collected;
    return collected;
  }

  private walk(value: Json, node: PathNode, place: Place): void {
    if (Array.isArray(value)) {
      const child = node.child('*', 0);
      for (let at = 0; at < value.length; at += 1) this.visit(value[at] ?? null, child, place);
    } else if (isJsonObject(value)) {
      let at = 0;
      for (const key in value) {
        this.visit(value[key] ?? null, node.child(key, at), place);
        at += 1;
      }
    } else this.visit(value, node, place);
  }

  private visit(value: Json, node: PathNode, place: Place): void {
    if (typeof value === 'string') {
      this.size += 1;
      if (this.wanted.hasText(value)) node.add(value, place);
    } else if (typeof value === 'number') {
      this.size += 1;
      if (this.wanted.hasNumber(value)) node.add(String(value), place);
    } else if (typeof value === 'object' && value !== null) this.walk(value, node, place);
  }
}

function endsInNull(value: Json, keys: readonly string[]): boolean {
  let at: Json | undefined = value;
  for (const key of keys) {
    if (!isJsonObject(at)) break;
    at = at[key];
  }
  return at === null;
}

/** One member name below another. Records of one kind have their members in one order: then no look-up is needed. */
class PathNode {
  readonly path: string;
  private readonly keys: string[] = [];
  private readonly nodes: PathNode[] = [];
  private byKey: Map<string, PathNode> | null = null;
  places: Map<string, Positions> | null = null;

  constructor(path: string) {
    this.path = path;
  }

  children(): readonly PathNode[] {
    return this.nodes;
  }

  /** The child of that name; `at` is where in the record the name stands. */
  child(key: string, at: number): PathNode {
    const likely = this.nodes[at];
    return likely !== undefined && this.keys[at] === key ? likely : this.childByKey(key);
  }

  add(text: string, place: Place): void {
    this.places ??= new Map();
    const known = this.places.get(text);
    if (known === undefined) this.places.set(text, new Positions(place));
    else known.add(place);
  }

  private childByKey(key: string): PathNode {
    this.byKey ??= new Map();
    let child = this.byKey.get(key);
    if (child === undefined) {
      child = new PathNode(`${this.path}/${key}`);
      this.keys.push(key);
      this.nodes.push(child);
      this.byKey.set(key, child);
    }
    return child;
  }
}
