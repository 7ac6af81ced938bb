import { useReactFlow } from '@xyflow/react';
import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { firstView, gutterOf, type PaneSize, wholeView } from './first-view.ts';
import type { TraceGraph, TraceGraphNode } from './project-trace.ts';
import { useGentleMotion } from './use-gentle-motion.ts';

/** At least this zoom for what somebody wants to look at. */
const LOOK = 0.7;

/**
 * Where the canvas looks. Until the user moves it, all of the graph stays in sight while it grows and while the pane
 * changes its size; of one that cannot be read as a whole, the newest call. What is selected elsewhere comes into sight.
 */
export function useView(args: {
  readonly graph: TraceGraph;
  readonly pane: RefObject<HTMLElement | null>;
  /** Id of the node that is selected. */
  readonly current: string | null;
}): {
  readonly begin: () => void;
  readonly fit: () => void;
  readonly moved: () => void;
} {
  const { graph, pane, current } = args;
  const flow = useReactFlow();
  const motion = useGentleMotion();
  const byHand = useRef(false);
  const latest = useRef(graph);
  latest.current = graph;

  const begin = useCallback(() => {
    byHand.current = false;
    void flow.setViewport(firstView(latest.current, sizeOf(pane.current)));
  }, [flow, pane]);
  const fit = useCallback(() => {
    byHand.current = false;
    void flow.setViewport(wholeView(latest.current, sizeOf(pane.current)), { duration: motion(160) });
  }, [flow, motion, pane]);
  const moved = useCallback(() => {
    byHand.current = true;
  }, []);

  /** As last heard of: asking the page for it in the middle of its growth would lay it out once more. */
  const size = useRef<PaneSize | null>(null);
  const last = graph.nodes.at(-1);
  const count = useRef(graph.nodes.length);
  useEffect(() => {
    const grown = graph.nodes.length > count.current;
    count.current = graph.nodes.length;
    if (!grown || byHand.current || !last) return;
    const view = firstView(graph, size.current ?? sizeOf(pane.current));
    if (view.whole) void flow.setViewport(view, { duration: motion(160) });
    else centre(flow, last, Math.max(flow.getZoom(), LOOK), motion(160));
  }, [graph, last, flow, motion, pane]);

  useEffect(() => {
    // The outside system: the size of the pane.
    const element = pane.current;
    if (!element) return;
    let known = sizeOf(element);
    size.current = known;
    const resized = new ResizeObserver(() => {
      const now = sizeOf(element);
      if (now.width === known.width && now.height === known.height) return;
      known = now;
      size.current = now;
      if (!byHand.current) void flow.setViewport(firstView(latest.current, now));
    });
    resized.observe(element);
    return () => resized.disconnect();
  }, [flow, pane]);

  useEffect(() => {
    const node = latest.current.nodes.find(({ id }) => id === current);
    const box = pane.current?.getBoundingClientRect();
    if (!node || !box) return;
    const from = flow.flowToScreenPosition({ x: node.x, y: node.y });
    const to = flow.flowToScreenPosition({ x: node.x + node.width, y: node.y + node.height });
    const left = box.left + gutterOf(latest.current.lanes, box.width);
    if (from.x >= left && to.x <= box.right && from.y >= box.top && to.y <= box.bottom) return;
    centre(flow, node, Math.max(flow.getZoom(), LOOK), motion(160));
  }, [current, flow, motion, pane]);

  return { begin, fit, moved };
}

function sizeOf(element: HTMLElement | null): PaneSize {
  return { width: element?.clientWidth ?? 800, height: element?.clientHeight ?? 600 };
}

function centre(flow: ReturnType<typeof useReactFlow>, node: TraceGraphNode, zoom: number, duration: number): void {
  void flow.setCenter(node.x + node.width / 2, node.y + node.height / 2, { zoom, duration });
}
