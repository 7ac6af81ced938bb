import type { JsonPath } from '#core/json/json.ts';
import { formatPath } from '#core/json/path.ts';

/** One end of a link: a place in a call's arguments or result data. `start`/`end` count UTF-16 units of a string. */
export interface ValueSpan {
  readonly call: string;
  readonly path: JsonPath;
  readonly start?: number;
  readonly end?: number;
}

export type LinkSource =
  | ({ readonly kind: 'result' } & ValueSpan)
  | { readonly kind: 'turn'; readonly turn: string; readonly start: number; readonly end: number };

/**
 * One value that was seen to flow: these bytes stood there, and later here. `equal`: the whole value; `hole`: the source
 * stands inside a longer argument; `part`: the argument was cut out of a longer text.
 */
export interface ValueLink {
  readonly target: ValueSpan;
  readonly source: LinkSource;
  readonly value: string | number | boolean;
  readonly how: 'equal' | 'hole' | 'part';
  /** Observed by comparing values, or taken from the compiler's evidence, which wins. */
  readonly basis: 'observed' | 'evidence';
}

/** `pulls[2].title` for a result; the words themselves for a prompt. */
export function linkLabel(link: ValueLink): string {
  if (link.source.kind === 'turn') return typeof link.value === 'string' ? `“${link.value}”` : String(link.value);
  return formatPath(link.source.path) || 'result';
}

/** All links between the same two ends; one line on the graph. */
export interface FlowEdge {
  readonly id: string;
  readonly from: { readonly kind: 'call' | 'turn'; readonly id: string };
  readonly to: string;
  readonly links: readonly ValueLink[];
}

export function edgeId(from: string, to: string): string {
  return `${from}→${to}`;
}

/** Groups links by their ends, in the order in which they were found. */
export function flowEdges(links: readonly ValueLink[]): FlowEdge[] {
  const groups = new Map<string, ValueLink[]>();
  for (const link of links) {
    const id = edgeId(sourceId(link.source), link.target.call);
    const group = groups.get(id);
    if (group) group.push(link);
    else groups.set(id, [link]);
  }
  return [...groups].flatMap(([id, group]) => {
    const first = group[0];
    if (!first) return [];
    const from =
      first.source.kind === 'turn'
        ? { kind: 'turn' as const, id: first.source.turn }
        : { kind: 'call' as const, id: first.source.call };
    return [{ id, from, to: first.target.call, links: group }];
  });
}

function sourceId(source: LinkSource): string {
  return source.kind === 'turn' ? source.turn : source.call;
}

/** A value from the user's words is an input; one from a result a reference. */
export function linkOrigin(link: ValueLink): 'input' | 'reference' {
  return link.source.kind === 'turn' ? 'input' : 'reference';
}

/** Tells links apart in lists. */
export function linkKey({ target, source }: ValueLink): string {
  return JSON.stringify([target.call, target.path, target.start, source]);
}
