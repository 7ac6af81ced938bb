import type { TraceGraph } from './project-trace.ts';

export interface PaneSize {
  readonly width: number;
  readonly height: number;
}

export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
  /** Whether all of the graph is in sight. */
  readonly whole: boolean;
}

/** Below this zoom only the names of calls are shown, large; see `graph.css`. */
export const FAR = 0.62;
/** Below this zoom even those would be too small to say anything; shapes are left. */
export const VERY_FAR = 0.3;
/** Below this zoom names cannot be read any more. */
const READABLE = 0.45;
/** At what zoom a graph begins that cannot be read as a whole. */
const BEGIN = 0.85;
const LARGEST = 1;
/** A recording of hundreds of turns is seventy thousand pixels wide. */
export const SMALLEST = 0.005;
const MARGIN = { side: 14, top: 8, bottom: 44 } as const;

/** Room at the left for the names of the lanes, in pixels of the screen. */
export function gutterOf(lanes: TraceGraph['lanes'], paneWidth: number): number {
  const longest = Math.max(6, ...lanes.map(({ server }) => server?.length ?? 0));
  return Math.min(paneWidth < 480 ? 64 : 128, Math.round(52 + 6.4 * longest));
}

/** Whether there is room for the names of the lanes only. */
export function isSlim(paneWidth: number): boolean {
  return paneWidth < 480;
}

/** All of a graph where it can be read so, else its beginning at a size at which it can be read. */
export function firstView(graph: TraceGraph, pane: PaneSize): View {
  const { zoom } = wholeView(graph, pane);
  if (zoom >= READABLE) return wholeView(graph, pane);
  const tall = heightOf(graph) * BEGIN;
  const free = pane.height - MARGIN.top - MARGIN.bottom;
  return {
    x: gutterOf(graph.lanes, pane.width),
    y: MARGIN.top + Math.max(0, (free - tall) / 2),
    zoom: BEGIN,
    whole: false,
  };
}

/** All of a graph, however small. */
export function wholeView(graph: TraceGraph, pane: PaneSize): View {
  const gutter = gutterOf(graph.lanes, pane.width);
  const wide = Math.max(1, graph.lanes[0]?.width ?? 1);
  const tall = Math.max(1, heightOf(graph));
  const free = {
    width: pane.width - gutter - MARGIN.side,
    height: pane.height - MARGIN.top - MARGIN.bottom,
  };
  const zoom = Math.max(SMALLEST, Math.min(LARGEST, free.width / wide, free.height / tall));
  return {
    x: gutter + Math.max(0, (free.width - wide * zoom) / 2),
    y: MARGIN.top + Math.max(0, (free.height - tall * zoom) / 2),
    zoom,
    whole: true,
  };
}

function heightOf(graph: TraceGraph): number {
  return graph.lanes.reduce((sum, lane) => sum + lane.height, 0);
}
