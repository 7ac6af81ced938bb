import {
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  type JsonPath,
  type JsonSchema,
} from '#core/json/json.ts';
import { columnOfChain, leavesOf, nameOfChain, type PathChain, pathOfChain } from './leaves.ts';
import { namesAgree, surpriseBits } from './surprise.ts';
import type { ValueLink } from './value-flow.ts';

/** Bits a link needs before it is shown. Agreeing names and a row that already gave a value count towards it. */
const ENOUGH = 10;
const ENOUGH_INSIDE = 14;
/** A prompt is short and about this very job, so a plain word in it is already telling. */
const ENOUGH_SAID = 5;
const NAME_BONUS = 6;
const ROW_BONUS = 6;
/** More places than this for one value or word say that it is common here, so it proves nothing. */
const COMMON = 64;
const LONGEST_TEXT = 200_000;

export interface IndexedResult {
  readonly call: string;
  readonly turn?: string;
  readonly ended: number;
  readonly args: JsonObject;
  readonly data: Json;
  /** The text that the model was shown, where it was not shown all. A value it never saw cannot be a source. */
  readonly shown?: string;
}

export interface IndexedTarget {
  readonly call: string;
  readonly turn?: string;
  readonly started: number;
  readonly args: JsonObject;
  /** Texts of the user's turns before the call, oldest first. */
  readonly said: readonly { readonly turn: string; readonly text: string }[];
  readonly schema?: JsonSchema;
}

interface Place {
  readonly result: IndexedResult;
  readonly chain: PathChain | null;
  readonly value: string | number | boolean;
}

interface Candidate {
  readonly place: Place;
  readonly score: number;
}

/**
 * Finds where arguments came from by looking for their values in earlier results: a reverse join that grows while a
 * prototype is recorded. It knows nothing of inference. Results can be added in any order; `linksTo` answers from those
 * that had ended before the call started and were of another turn.
 */
export class ValueIndex {
  readonly #equal = new Map<string, Place[]>();
  readonly #words = new Map<string, Place[]>();

  addResult(result: IndexedResult): void {
    const echoes = new Set([...leavesOf(result.args)].map((leaf) => String(leaf.value)));
    for (const { value, chain } of leavesOf(result.data)) {
      // A result that repeats an argument is not where the value came from.
      if (typeof value === 'boolean' || value === '' || echoes.has(String(value))) continue;
      const place: Place = { result, chain, value };
      append(this.#equal, String(value), place);
      if (typeof value !== 'string' || value.length > LONGEST_TEXT) continue;
      for (const word of new Set(wordsOf(value))) append(this.#words, word, place);
    }
  }

  /** Every value of the arguments that was seen before, with the place it most likely came from. */
  linksTo(target: IndexedTarget): ValueLink[] {
    const enums = enumValues(target.schema);
    const open: { readonly path: JsonPath; readonly name: string; readonly value: string | number }[] = [];
    for (const { value, chain } of leavesOf(target.args)) {
      if (typeof value === 'boolean' || enums.has(String(value))) continue;
      open.push({ path: pathOfChain(chain), name: nameOfChain(chain), value });
    }
    const links: ValueLink[] = [];
    const rows = new Set<string>();
    // Twice: what is sure first, so that the rows it came from can vouch for small values beside it.
    for (const pass of ['sure', 'vouched'] as const) {
      for (const argument of open) {
        if (links.some((link) => samePath(link.target.path, argument.path))) continue;
        const said = pass === 'sure' ? this.#fromPrompt(target, argument.path, argument.value) : null;
        for (const link of said ?? this.#fromResult(target, argument, rows) ?? []) {
          links.push(link);
          if (link.source.kind === 'result') rows.add(rowKey(link.source.call, link.source.path));
        }
      }
    }
    return links.sort((a, b) => order(open, a) - order(open, b));
  }

  #fromPrompt(target: IndexedTarget, path: JsonPath, value: string | number): ValueLink[] | null {
    const wanted = String(value);
    if (wanted.trim() === '' || surpriseBits(value) < ENOUGH_SAID) return null;
    for (const { turn, text } of target.said.toReversed()) {
      const start = findWhole(text, wanted);
      if (start < 0) continue;
      const source = { kind: 'turn', turn, start, end: start + wanted.length } as const;
      return [{ target: { call: target.call, path }, source, value, how: 'equal', basis: 'observed' }];
    }
    return null;
  }

  #fromResult(
    target: IndexedTarget,
    argument: { readonly path: JsonPath; readonly name: string; readonly value: string | number },
    rows: ReadonlySet<string>,
  ): ValueLink[] | null {
    const { path, name, value } = argument;
    const places = this.#visible(this.#equal.get(String(value)), target);
    const best = this.#best(places, name, surpriseBits(value), rows);
    if (best) {
      const source = { kind: 'result', call: best.result.call, path: pathOfChain(best.chain) } as const;
      return [{ target: { call: target.call, path }, source, value, how: 'equal', basis: 'observed' }];
    }
    if (typeof value !== 'string') return null;
    const inside = this.#holes(target, path, value);
    if (inside.length > 0) return inside;
    const part = this.#part(target, value);
    if (!part) return null;
    const source = { kind: 'result', call: part.place.result.call, path: pathOfChain(part.place.chain) } as const;
    const span = { start: part.start, end: part.start + value.length };
    return [
      { target: { call: target.call, path }, source: { ...source, ...span }, value, how: 'part', basis: 'observed' },
    ];
  }

  #best(places: readonly Place[], name: string, bits: number, rows: ReadonlySet<string>): Place | null {
    const first = places[0];
    if (!first) return null;
    // One value in many rows of a column (`state: open`) tells one row from another as little as it tells the column.
    const columns = new Map<string, number>();
    for (const place of places) {
      const key = `${place.result.call}${columnOfChain(place.chain)}`;
      columns.set(key, (columns.get(key) ?? 0) + 1);
    }
    let best: Candidate | null = null;
    for (const place of places) {
      const path = pathOfChain(place.chain);
      const repeats = columns.get(`${place.result.call}${columnOfChain(place.chain)}`) ?? 1;
      const score =
        bits -
        2 * Math.log2(repeats) +
        (namesAgree(name, nameOfChain(place.chain)) ? NAME_BONUS : 0) +
        (rows.has(rowKey(place.result.call, path)) ? ROW_BONUS : 0);
      const later = best !== null && score === best.score && place.result.ended > best.place.result.ended;
      if (best === null || score > best.score || later) best = { place, score };
    }
    return best !== null && best.score >= ENOUGH ? best.place : null;
  }

  /** Earlier values that stand inside a longer argument: the holes of a template. Longest first, not overlapping. */
  #holes(target: IndexedTarget, path: JsonPath, text: string): ValueLink[] {
    const seen = new Map<string, Place>();
    for (const word of new Set(wordsOf(text))) {
      for (const place of this.#visible(this.#words.get(word), target)) {
        const value = String(place.value);
        if (value.length >= text.length || value.length < 3 || surpriseBits(value) < ENOUGH_INSIDE) continue;
        const known = seen.get(value);
        if (!known || place.result.ended > known.result.ended) seen.set(value, place);
      }
    }
    const taken: { readonly start: number; readonly end: number }[] = [];
    const links: ValueLink[] = [];
    for (const [value, place] of [...seen].sort(([a], [b]) => b.length - a.length)) {
      const start = findWhole(text, value);
      const end = start + value.length;
      if (start < 0 || taken.some((span) => start < span.end && end > span.start)) continue;
      taken.push({ start, end });
      const source = { kind: 'result', call: place.result.call, path: pathOfChain(place.chain) } as const;
      links.push({ target: { call: target.call, path, start, end }, source, value, how: 'hole', basis: 'observed' });
    }
    return links;
  }

  /** A longer text that the argument was cut out of, at word borders. */
  #part(target: IndexedTarget, value: string): { readonly place: Place; readonly start: number } | null {
    if (surpriseBits(value) < ENOUGH_INSIDE) return null;
    const rarest = wordsOf(value)
      .map((word) => this.#words.get(word))
      .filter((places) => places !== undefined)
      .sort((a, b) => a.length - b.length)[0];
    let best: { readonly place: Place; readonly start: number } | null = null;
    for (const place of this.#visible(rarest, target)) {
      const start = findWhole(String(place.value), value);
      if (start < 0 || String(place.value).length <= value.length) continue;
      if (best === null || place.result.ended > best.place.result.ended) best = { place, start };
    }
    return best;
  }

  #visible(places: readonly Place[] | undefined, target: IndexedTarget): Place[] {
    if (!places || places.length > COMMON) return [];
    return places.filter(({ result, value }) => {
      if (result.call === target.call || result.ended >= target.started) return false;
      if (result.turn !== undefined && result.turn === target.turn) return false;
      return result.shown === undefined || result.shown.includes(JSON.stringify(String(value)).slice(1, -1));
    });
  }
}

function append(map: Map<string, Place[]>, key: string, place: Place): void {
  const places = map.get(key);
  if (!places) map.set(key, [place]);
  // One beyond the limit is kept: it is what tells "common" from "just within".
  else if (places.length <= COMMON) places.push(place);
}

function wordsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => word.length >= 4 || /\p{N}/u.test(word));
}

/** Where `part` stands in `text` with no letter or digit directly beside it; -1 where it does not. */
function findWhole(text: string, part: string): number {
  const edge = /[\p{L}\p{N}]/u;
  for (let start = text.indexOf(part); start >= 0; start = text.indexOf(part, start + 1)) {
    const before = text[start - 1] ?? '';
    const after = text[start + part.length] ?? '';
    const clean = (outer: string, inner: string) => !(edge.test(outer) && edge.test(inner));
    if (clean(before, part[0] ?? '') && clean(after, part.at(-1) ?? '')) return start;
  }
  return -1;
}

function rowKey(call: string, path: JsonPath): string {
  const last = path.findLastIndex((key) => typeof key === 'number');
  return `${call}:${JSON.stringify(path.slice(0, last + 1))}`;
}

function samePath(left: JsonPath, right: JsonPath): boolean {
  return left.length === right.length && left.every((key, index) => key === right[index]);
}

function order(open: readonly { readonly path: JsonPath }[], link: ValueLink): number {
  return open.findIndex((argument) => samePath(argument.path, link.target.path));
}

/** Values that the tool's own schema lists: choosing one of them is not data flow. */
function enumValues(schema: JsonSchema | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (value: Json | undefined) => {
    if (isJsonArray(value)) for (const item of value) visit(item);
    else if (isJsonObject(value)) {
      if (isJsonArray(value.enum)) for (const item of value.enum) found.add(String(item));
      if (value.const !== undefined) found.add(String(value.const));
      for (const key of Object.keys(value)) if (key !== 'enum') visit(value[key]);
    }
  };
  visit(schema);
  return found;
}
