import type { Edge, Node } from '@xyflow/react';
import type { ValueOrigin } from '#core/workflow/evidence.ts';
import type { WorkflowGraph, WorkflowGraphEdge, WorkflowGraphNode } from './project-workflow.ts';

export type WorkflowFlowNode = Node<
  { readonly node: WorkflowGraphNode },
  'inputs' | 'output' | 'step' | 'container' | 'branch'
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
      type: node.kind,
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
    return [
      {
        id: edge.id,
        source: edge.from,
        target: edge.to,
        sourceHandle: side.from,
        targetHandle: side.to,
        type: 'workflow',
        focusable: false,
        zIndex: 5,
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

/** Straight down to what comes next, and into a box's own steps; around the side where other cards lie between. */
function sideOf(edge: WorkflowGraphEdge, places: ReadonlyMap<string, AbsoluteBox>): Side | null {
  const from = places.get(edge.from);
  const to = places.get(edge.to);
  if (!from || !to) return null;
  const within = isInside(edge.to, edge.from, places);
  const bottom = within ? from.y + from.node.head : from.y + from.height;
  const near = to.y - bottom < 72 && to.y >= bottom - 1;
  if (near) return { from: within ? 'item' : 'bottom', to: 'top', way: 'down' };
  if (edge.kind === 'order') return { from: 'bottom', to: 'top', way: 'down' };
  const way = edge.origin === 'input' ? 'left' : 'right';
  return { from: within ? `item-${way}` : way, to: way, way };
}

function isInside(inner: string, outer: string, places: ReadonlyMap<string, AbsoluteBox>): boolean {
  for (let at = places.get(inner)?.node.parent; at !== undefined; at = places.get(at)?.node.parent) {
    if (at === outer) return true;
  }
  return false;
}
