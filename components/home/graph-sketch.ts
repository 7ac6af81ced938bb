import { findRepeats } from '#components/graph/find-repeats.ts';
import type { CallSketch } from '#core/live/prototype-summary.ts';

export interface SketchNode {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly lane: number;
  readonly failed: boolean;
}

export interface GraphSketch {
  readonly lanes: readonly { readonly server: string; readonly y: number }[];
  readonly nodes: readonly SketchNode[];
  /** From each call to the ones of the next turn. */
  readonly links: readonly { readonly from: SketchNode; readonly to: SketchNode }[];
}

/** As many columns and rows as a card can show; the rest is a number beside it. */
const COLUMNS = 14;
const STACK = 4;

/**
 * A recording in thumbnail size, in units of one column by one lane: calls left to right by turn (a call without a turn
 * is its own), a lane per server in the order in which they were first used. Calls of one turn on one server stack, and so
 * does a tool that is called again and again.
 */
export function sketchGraph(calls: readonly CallSketch[]): GraphSketch {
  const servers = [...new Set(calls.map((call) => call.server))];
  const columns: { readonly key: string; readonly calls: CallSketch[] }[] = [];
  for (const call of calls) {
    const key = call.turn ?? call.id;
    const last = columns.at(-1);
    const again = last?.calls.every((other) => other.tool === call.tool && other.server === call.server);
    if (last && (last.key === key || again)) last.calls.push(call);
    else columns.push({ key, calls: [call] });
  }
  const shown = rowsOf(columns).slice(0, COLUMNS);
  const depth = servers.map((server) =>
    Math.max(
      1,
      ...shown.map((column) => Math.min(STACK, column.calls.filter((call) => call.server === server).length)),
    ),
  );
  const tops = depth.map((_, lane) => depth.slice(0, lane).reduce((sum, rows) => sum + rows, 0));
  const layers = shown.map(({ calls: members }, x) => {
    const used = new Map<number, number>();
    return members.flatMap((call): SketchNode[] => {
      const lane = servers.indexOf(call.server);
      const row = used.get(lane) ?? 0;
      if (row >= STACK) return [];
      used.set(lane, row + 1);
      return [{ id: call.id, x, y: (tops[lane] ?? 0) + row, lane, failed: call.failed }];
    });
  });
  const links = layers.flatMap((layer, at) => {
    const next = layers[at + 1] ?? [];
    const [from] = layer;
    return from ? next.map((to) => ({ from: layer.find((node) => node.y === to.y) ?? from, to })) : [];
  });
  return {
    lanes: servers.map((server, lane) => ({ server, y: (tops[lane] ?? 0) + ((depth[lane] ?? 1) - 1) / 2 })),
    nodes: layers.flat(),
    links,
  };
}

interface SketchColumn {
  readonly key: string;
  readonly calls: readonly CallSketch[];
}

/** Tools that are called in turn again and again stand in rows, as they do on the graph. */
function rowsOf(columns: readonly SketchColumn[]): readonly SketchColumn[] {
  const signatures = columns.map(({ calls }) => {
    const tools = new Set(calls.map(({ server, tool }) => `${server} ${tool}`));
    return tools.size === 1 ? [...tools].join() : null;
  });
  const rows: SketchColumn[] = [];
  let next = 0;
  for (const { start, period, length } of findRepeats(signatures)) {
    rows.push(...columns.slice(next, start));
    const repeated = columns.slice(start, start + length);
    for (const [place, first] of repeated.slice(0, period).entries()) {
      rows.push({ ...first, calls: repeated.filter((_, at) => at % period === place).flatMap(({ calls }) => calls) });
    }
    next = start + length;
  }
  return [...rows, ...columns.slice(next)];
}
