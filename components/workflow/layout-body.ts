import { Graph, layout } from '@dagrejs/dagre';
import type { WorkflowGraphNode } from './project-workflow.ts';
import type { WorkflowGraphEdge } from './workflow-edges.ts';

const GAP = { between: 28, down: 36 } as const;

/**
 * Places the nodes of one body from top to bottom. An edge between things inside two nodes counts as one between the
 * nodes. Positions start at 0,0. Equal input, equal picture.
 */
export function layoutBody(
  nodes: readonly WorkflowGraphNode[],
  edges: readonly WorkflowGraphEdge[],
  ancestry: (id: string) => readonly string[],
): { readonly nodes: readonly WorkflowGraphNode[]; readonly width: number; readonly height: number } {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'TB', nodesep: GAP.between, ranksep: GAP.down });
  graph.setDefaultEdgeLabel(() => ({}));
  const ids = new Set(nodes.map((node) => node.id));
  for (const node of nodes) graph.setNode(node.id, { width: node.width, height: node.height });
  const rank = new Map(nodes.map((node, index) => [node.id, index]));
  const next = new Map(nodes.map((node) => [node.id, new Set<string>()]));
  for (const edge of edges) {
    const from = ancestry(edge.from).find((id) => ids.has(id));
    const to = ancestry(edge.to).find((id) => ids.has(id));
    if (from === undefined || to === undefined || from === to) continue;
    // Program order is the picture's order, also where an edit made a step refer to a later one.
    if ((rank.get(from) ?? 0) < (rank.get(to) ?? 0)) next.get(from)?.add(to);
  }
  for (const [from, targets] of next) {
    // An edge that others lead to as well would only push cards aside; it is drawn around them.
    for (const to of targets) if (!leadsTo(next, targets, to)) graph.setEdge(from, to);
  }
  layout(graph);
  const placed = nodes.map((node) => {
    const at = graph.node(node.id);
    return { ...node, x: Math.round(at.x - node.width / 2), y: Math.round(at.y - node.height / 2) };
  });
  const left = Math.min(...placed.map((node) => node.x));
  const top = Math.min(...placed.map((node) => node.y));
  const moved = placed.map((node) => ({ ...node, x: node.x - left, y: node.y - top }));
  return {
    nodes: moved,
    width: Math.max(...moved.map((node) => node.x + node.width)),
    height: Math.max(...moved.map((node) => node.y + node.height)),
  };
}

/** Whether `to` is reached from one of `starts` other than itself. */
function leadsTo(next: ReadonlyMap<string, ReadonlySet<string>>, starts: ReadonlySet<string>, to: string): boolean {
  const seen = new Set<string>();
  const open = [...starts].filter((start) => start !== to);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const after of next.get(at) ?? []) {
      if (after === to) return true;
      if (seen.has(after)) continue;
      seen.add(after);
      open.push(after);
    }
  }
  return false;
}
