import { type Edge, type Node, Position } from '@xyflow/react';
import type { CallView } from '#components/trace/call-view.ts';
import type { Turn } from '#core/trace/trace.ts';
import type { TraceGraph, TraceGraphEdge, TraceGraphNode } from './project-trace.ts';
import { PROMPT_PORT } from './route-edges.ts';

/** `entry`: where the keyboard enters. `fresh`: came while the page was open. */
export type CallFlowNode = Node<{ readonly call: CallView; readonly entry: boolean; readonly fresh: boolean }, 'call'>;
export type PromptFlowNode = Node<{ readonly turn: Turn }, 'prompt'>;
export type TraceFlowNode = CallFlowNode | PromptFlowNode;
export type ValueFlowEdge = Edge<{ readonly edge: TraceGraphEdge }, 'values'>;

/**
 * React Flow's nodes for a graph. A node whose call and place have not changed is the same object as before, so that
 * React Flow and React skip it.
 */
export class FlowNodes {
  readonly #nodes = new Map<string, { readonly from: TraceGraphNode; readonly node: TraceFlowNode }>();
  readonly #edges = new Map<string, ValueFlowEdge>();

  nodes(graph: TraceGraph): TraceFlowNode[] {
    const first = this.#nodes.size === 0;
    return graph.nodes.map((from, index) => {
      const known = this.#nodes.get(from.id);
      if (known && same(known.from, from)) return known.node;
      const node = flowNode(from, { entry: index === 0, fresh: !first && !known });
      this.#nodes.set(from.id, { from, node });
      return node;
    });
  }

  edges(graph: TraceGraph): ValueFlowEdge[] {
    return graph.edges.map((edge) => {
      const known = this.#edges.get(edge.id);
      if (known?.data && sameEdge(known.data.edge, edge)) return known;
      const made: ValueFlowEdge = {
        id: edge.id,
        source: edge.from.id,
        target: edge.to,
        type: 'values',
        focusable: false,
        data: { edge },
      };
      this.#edges.set(edge.id, made);
      return made;
    });
  }
}

function same(left: TraceGraphNode, right: TraceGraphNode): boolean {
  if (left.x !== right.x || left.y !== right.y) return false;
  if (left.kind === 'call') return right.kind === 'call' && left.call === right.call;
  return right.kind === 'prompt' && left.turn === right.turn;
}

function sameEdge(left: TraceGraphEdge, right: TraceGraphEdge): boolean {
  return (
    left.links.length === right.links.length &&
    left.points.length === right.points.length &&
    left.points.every(({ x, y }, index) => x === right.points[index]?.x && y === right.points[index]?.y)
  );
}

function flowNode(from: TraceGraphNode, flags: { readonly entry: boolean; readonly fresh: boolean }): TraceFlowNode {
  const { id, x, y, width, height } = from;
  const point = { width: 1, height: 1 };
  const common = {
    id,
    position: { x, y },
    width,
    height,
    draggable: false,
    connectable: false,
    deletable: false,
    focusable: false,
  };
  if (from.kind === 'prompt') {
    const handles = [{ type: 'source' as const, position: Position.Bottom, x: PROMPT_PORT, y: height, ...point }];
    return { ...common, handles, type: 'prompt', data: { turn: from.turn } };
  }
  const handles = [
    { type: 'target' as const, position: Position.Left, x: 0, y: height / 2, ...point },
    { type: 'source' as const, position: Position.Right, x: width, y: height / 2, ...point },
  ];
  return { ...common, handles, type: 'call', data: { call: from.call, ...flags } };
}
