import type { CallView } from '#components/trace/call-view.ts';
import type { FlowEdge } from '#components/trace/value-flow.ts';
import type { Turn } from '#core/trace/trace.ts';
import { callColumns } from './call-columns.ts';
import { layoutLanes } from './lane-layout.ts';
import type { LoopGroup } from './loop-groups.ts';
import { type Point, routeEdges } from './route-edges.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type TraceGraphNode =
  | ({ readonly kind: 'call'; readonly id: string; readonly call: CallView } & Box)
  | ({ readonly kind: 'prompt'; readonly id: string; readonly turn: Turn } & Box);

export interface TraceGraphLane extends Box {
  /** Alias of the server, or null for the lane of what was said. */
  readonly server: string | null;
}

/** The box around the calls of a loop. */
export interface TraceGraphLoop extends Box {
  readonly step: string;
  readonly each: string;
  readonly times: number;
}

export interface TraceGraph {
  readonly lanes: readonly TraceGraphLane[];
  readonly loops: readonly TraceGraphLoop[];
  readonly nodes: readonly TraceGraphNode[];
  readonly edges: readonly TraceGraphEdge[];
}

/** Values that flowed, and the way that their line takes. */
export interface TraceGraphEdge extends FlowEdge {
  readonly points: readonly Point[];
}

/**
 * The picture of a recording: calls left to right by turn, one lane per server, the user's words in a lane above. Pure,
 * and stable while a recording grows: a call keeps its column and row; only a lane that needs another row moves those
 * below it down. The ways of the edges are drawn anew.
 */
export function projectTrace(args: {
  readonly calls: readonly CallView[];
  readonly turns: readonly Turn[];
  readonly flow: readonly FlowEdge[];
  /** After a workflow was derived: which calls are iterations of what. */
  readonly loops?: readonly LoopGroup[];
}): TraceGraph {
  const { calls, turns, flow, loops = [] } = args;
  const prompts = turns.filter((turn) => turn.role === 'user' && turn.text.trim() !== '');
  const sources = new Map<string, Set<string>>();
  for (const { from, to } of flow) sources.set(to, (sources.get(to) ?? new Set()).add(from.id));
  const layout = layoutLanes(callColumns({ calls, prompts, loops, sources }));
  const { lanes, places: boxes } = layout;
  const nodes: TraceGraphNode[] = [];
  for (const turn of prompts) {
    const box = boxes.get(turn.id);
    if (box) nodes.push({ kind: 'prompt', id: turn.id, turn, ...boxOf(box) });
  }
  for (const call of calls) {
    const box = boxes.get(call.id);
    if (box) nodes.push({ kind: 'call', id: call.id, call, ...boxOf(box) });
  }
  const ways = routeEdges(layout, flow);
  const around = loops.flatMap((loop): TraceGraphLoop[] => {
    const members = loop.columns.flat().flatMap((id) => boxes.get(id) ?? []);
    const times = Math.max(...loop.columns.map((column) => column.length));
    return members.length === 0 ? [] : [{ step: loop.step, each: loop.each, times, ...boxAround(members) }];
  });
  return {
    lanes,
    loops: around,
    nodes,
    edges: flow.flatMap((edge) => {
      const points = ways.get(edge.id);
      return points ? [{ ...edge, points }] : [];
    }),
  };
}

function boxOf({ x, y, width, height }: Box): Box {
  return { x, y, width, height };
}

const AROUND = 9;

function boxAround(boxes: readonly Box[]): Box {
  const x = Math.min(...boxes.map((box) => box.x)) - AROUND;
  const y = Math.min(...boxes.map((box) => box.y)) - AROUND;
  const right = Math.max(...boxes.map((box) => box.x + box.width)) + AROUND;
  const bottom = Math.max(...boxes.map((box) => box.y + box.height)) + AROUND;
  return { x, y, width: right - x, height: bottom - y };
}
