import type { FlowEdge } from '#components/trace/value-flow.ts';
import type { LaneLayout, Place } from './lane-layout.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where a value leaves a prompt: near its left end, below it. */
export const PROMPT_PORT = 10;

const ARRIVAL = { first: 14, step: 5, tracks: 4 } as const;
const EXIT = { first: 6, step: 4, tracks: 3 } as const;
const STRIP = { first: 7, step: 4, tracks: 4 } as const;
const PORT = { step: 11, count: 4 } as const;

/**
 * The way of every edge, by its id: right angles only, and never behind a node. Edges leave a call to the right, a
 * prompt downwards; go up and down between the columns, and sideways in the strip over the lane of the call that takes
 * the value. Edges from the same source share their way as far as they can; others have tracks of their own, and reach
 * a call each at its own port.
 */
export function routeEdges(layout: LaneLayout, edges: readonly FlowEdge[]): ReadonlyMap<string, readonly Point[]> {
  const { places, columns, lanes } = layout;
  const ordered = edges.flatMap((edge) => {
    const from = places.get(edge.from.id);
    const to = places.get(edge.to);
    return from && to ? [{ edge, from, to }] : [];
  });
  // Above, then left: ports stand in the order in which the sources do, so that fewer lines cross.
  ordered.sort((a, b) => a.from.lane - b.from.lane || a.from.column - b.from.column || a.from.y - b.from.y);
  const arrivals = new Tracks();
  const exits = new Tracks();
  const strips = new Tracks();
  const ports = new Tracks();
  for (const { edge } of ordered) ports.of(edge.to, edge.from.id);
  // The prompt over a column comes down on the innermost track, straight from its port.
  for (const { edge, from, to } of ordered) {
    if (edge.from.kind === 'turn' && from.column === to.column) arrivals.of(String(to.column), edge.from.id);
  }

  const ways = new Map<string, readonly Point[]>();
  for (const { edge, from, to } of ordered) {
    const source = edge.from.id;
    const y = portOf(to, ports.of(edge.to, source), ports.count(edge.to));
    const along = {
      arrival: (columns[to.column] ?? to.x) - track(ARRIVAL, arrivals.of(String(to.column), source)),
      strip: (lanes[to.lane]?.y ?? 0) + track(STRIP, strips.of(String(to.lane), source)),
    };
    const end = [
      { x: along.arrival, y },
      { x: to.x, y },
    ];
    if (edge.from.kind === 'turn') {
      const start = { x: from.x + PROMPT_PORT, y: from.y + from.height };
      // Prompts stand over everything, so their values cross over to their column right below them.
      const crossing = (lanes[1]?.y ?? along.strip) + track(STRIP, strips.of('1', source));
      const over = [
        { x: start.x, y: crossing },
        { x: along.arrival, y: crossing },
      ];
      ways.set(edge.id, straightened([start, ...(start.x === along.arrival ? [] : over), ...end]));
      continue;
    }
    const start = { x: from.x + from.width, y: from.y + from.height / 2 };
    if (to.column === from.column + 1) {
      ways.set(edge.id, straightened([start, { x: along.arrival, y: start.y }, ...end]));
      continue;
    }
    const out = start.x + track(EXIT, exits.of(String(from.column), source));
    const over = [
      { x: out, y: start.y },
      { x: out, y: along.strip },
      { x: along.arrival, y: along.strip },
    ];
    ways.set(edge.id, straightened([start, ...over, ...end]));
  }
  return ways;
}

/** Numbers the users of each lane, corridor or node, in the order in which they come. */
class Tracks {
  readonly #users = new Map<string, string[]>();

  of(place: string, user: string): number {
    const users = this.#users.get(place) ?? [];
    this.#users.set(place, users);
    const known = users.indexOf(user);
    return known >= 0 ? known : users.push(user) - 1;
  }

  count(place: string): number {
    return this.#users.get(place)?.length ?? 0;
  }
}

function track(kind: { readonly first: number; readonly step: number; readonly tracks: number }, index: number) {
  return kind.first + kind.step * (index % kind.tracks);
}

function portOf(to: Place, index: number, count: number): number {
  const shown = Math.min(count, PORT.count);
  return to.y + to.height / 2 + (Math.min(index, shown - 1) - (shown - 1) / 2) * PORT.step;
}

/** Without the points at which nothing turns. */
function straightened(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (!before || !after) return true;
    return !(
      (before.x === point.x && point.x === after.x && before.y !== after.y) ||
      (before.y === point.y && point.y === after.y && before.x !== after.x) ||
      (before.x === point.x && before.y === point.y)
    );
  });
}

const RADIUS = 8;

/** The way as SVG, its corners rounded. */
export function roundedPath(points: readonly Point[]): string {
  const [start, ...rest] = points;
  if (!start) return '';
  let path = `M${start.x},${start.y}`;
  for (const [index, point] of rest.entries()) {
    const before = points[index] ?? start;
    const after = rest[index + 1];
    if (!after) {
      path += `L${point.x},${point.y}`;
      continue;
    }
    const radius = Math.min(RADIUS, distance(before, point) / 2, distance(point, after) / 2);
    const a = towards(point, before, radius);
    const b = towards(point, after, radius);
    path += `L${a.x},${a.y}Q${point.x},${point.y} ${b.x},${b.y}`;
  }
  return path;
}

function distance(a: Point, b: Point): number {
  return Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
}

function towards(from: Point, to: Point, by: number): Point {
  return { x: from.x + Math.sign(to.x - from.x) * by, y: from.y + Math.sign(to.y - from.y) * by };
}
