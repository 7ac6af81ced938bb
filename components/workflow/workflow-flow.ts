import { type Edge, MarkerType, type Node } from '@xyflow/react';
import type { ValueOrigin } from '#core/workflow/evidence.ts';
import type { WorkflowGraph, WorkflowGraphNode } from './project-workflow.ts';
import type { WorkflowGraphEdge } from './workflow-edges.ts';

export type WorkflowFlowNode = Node<
  { readonly node: WorkflowGraphNode },
  'inputs' | 'result' | 'step' | 'container' | 'branch'
>;
export type WorkflowFlowEdge = Edge<
  {
    readonly kind: 'data' | 'order';
    readonly origin: ValueOrigin;
    readonly label: string;
    readonly side: 'down' | 'left' | 'right';
  },
  'workflow'
>;

/** React Flow's nodes and edges for a workflow's graph. */
export function workflowFlow(graph: WorkflowGraph): {
  readonly nodes: WorkflowFlowNode[];
  readonly edges: WorkflowFlowEdge[];
} {
  const nodes = graph.nodes.map(
    (node): WorkflowFlowNode => ({
      id: node.id,
      // React Flow has looks of its own for the type "output".
      type: node.kind === 'output' ? 'result' : node.kind,
      position: { x: node.x, y: node.y },
      width: node.width,
      height: node.height,
      ...(node.parent !== undefined && { parentId: node.parent }),
      draggable: false,
      connectable: false,
      deletable: false,
      focusable: false,
      data: { node },
    }),
  );
  const places = absoluteBoxes(graph.nodes);
  const edges = graph.edges.flatMap((edge): WorkflowFlowEdge[] => {
    const side = sideOf(edge, places);
    if (side === null) return [];
    const down = side.way === 'down';
    return [
      {
        id: edge.id,
        source: edge.from,
        target: edge.to,
        sourceHandle: side.from,
        targetHandle: side.to,
        type: 'workflow',
        focusable: false,
        zIndex: down ? 1 : 5,
        ...(down && {
          markerEnd: { type: MarkerType.ArrowClosed, width: 14, height: 14, color: 'var(--hairline-strong)' },
        }),
        data: { kind: edge.kind, origin: edge.origin, label: edge.label, side: side.way },
      },
    ];
  });
  return { nodes, edges };
}

export interface AbsoluteBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly node: WorkflowGraphNode;
}

/** Every node's place on the canvas, whatever it lies in. */
export function absoluteBoxes(nodes: readonly WorkflowGraphNode[]): ReadonlyMap<string, AbsoluteBox> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const boxes = new Map<string, AbsoluteBox>();
  for (const node of nodes) {
    let { x, y } = node;
    for (let at = node.parent; at !== undefined; at = byId.get(at)?.parent) {
      x += byId.get(at)?.x ?? 0;
      y += byId.get(at)?.y ?? 0;
    }
    boxes.set(node.id, { x, y, width: node.width, height: node.height, node });
  }
  return boxes;
}

type Side = { readonly from: string; readonly to: string; readonly way: 'down' | 'left' | 'right' };

/** Farther apart than neighbours are: other cards lie between. */
const NEAR = 72;

/** Straight down to what comes next; around the side where other cards lie between. */
function sideOf(edge: WorkflowGraphEdge, places: ReadonlyMap<string, AbsoluteBox>): Side | null {
  const from = places.get(edge.from);
  const to = places.get(edge.to);
  if (!from || !to) return null;
  // What a loop's item is to its body the box says already.
  if (edge.kind === 'data' && isInside(edge.to, edge.from, places)) return null;
  const gap = to.y - (from.y + from.height);
  const near = gap >= -1 && gap < NEAR && from.node.parent === to.node.parent;
  if (near || edge.kind === 'order') return { from: 'bottom', to: 'top', way: 'down' };
  const way = edge.origin === 'input' ? 'left' : 'right';
  return { from: way, to: way, way };
}

function isInside(inner: string, outer: string, places: ReadonlyMap<string, AbsoluteBox>): boolean {
  for (let at = places.get(inner)?.node.parent; at !== undefined; at = places.get(at)?.node.parent) {
    if (at === outer) return true;
  }
  return false;
}
