'use client';

import '@xyflow/react/dist/base.css';
import './graph.css';
import { MiniMap, ReactFlow, ReactFlowProvider, useReactFlow, useStore, type Viewport } from '@xyflow/react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { callOf } from '#components/prototype/selection.ts';
import { useCommands } from '#components/shell/use-commands.ts';
import { CallNode } from './call-node.tsx';
import { CanvasControls } from './canvas-controls.tsx';
import { FlowNodes, type TraceFlowNode } from './flow-nodes.ts';
import { Lanes } from './lanes.tsx';
import { type Direction, neighbour } from './neighbour.ts';
import type { TraceGraph } from './project-trace.ts';
import { PromptNode } from './prompt-node.tsx';
import { useGentleMotion } from './use-gentle-motion.ts';
import { ValueEdge } from './value-edge.tsx';

const nodeTypes = { call: CallNode, prompt: PromptNode };
const edgeTypes = { values: ValueEdge };
const FIT = { padding: 0.12, maxZoom: 1 } as const;
/** Below this zoom only names are readable, so only names are shown. */
const FAR = 0.5;
const MANY = 24;
const READABLE = 0.8;

/** The recording as a graph that grows while it is made. Arrows move, Enter inspects, F fits, Escape clears. */
export function TraceCanvas() {
  return (
    <ReactFlowProvider>
      <Canvas />
    </ReactFlowProvider>
  );
}

/** All of a small graph; of a wide one the beginning, at a size at which it can be read. */
function firstViewport(graph: TraceGraph, frame: HTMLElement | null): Viewport {
  const width = frame?.clientWidth ?? 800;
  const height = frame?.clientHeight ?? 600;
  const wide = graph.lanes[0]?.width ?? 1;
  const tall = graph.lanes.reduce((sum, lane) => sum + lane.height, 0);
  const whole = Math.min(1, (width - 32) / wide, (height - 32) / Math.max(tall, 1));
  const zoom = Math.max(whole, READABLE);
  const x = wide * zoom <= width ? (width - wide * zoom) / 2 : 12;
  return { x, y: Math.max(16, (height - tall * zoom) / 2), zoom };
}

function Canvas() {
  const graph = usePrototype((state, derived) => derived.graph(state));
  const selection = usePrototype((state) => state.selection);
  const { select } = usePrototypeActions();
  const flow = useReactFlow();
  const motion = useGentleMotion();
  const [made] = useState(() => new FlowNodes());
  const nodes = useMemo(() => made.nodes(graph), [made, graph]);
  const edges = useMemo(() => made.edges(graph), [made, graph]);
  const far = useStore((state) => state.transform[2] < FAR);
  const moved = useRef(false);
  const wrapper = useRef<HTMLElement>(null);
  const current = selection?.kind === 'turn' ? selection.turn : callOf(selection);

  const fit = () => {
    moved.current = false;
    void flow.fitView({ ...FIT, minZoom: 0.05, duration: motion(160) });
  };
  useCommands([
    { id: 'graph.fit', label: 'Fit the graph', group: 'Graph', keys: 'f', run: fit },
    {
      id: 'graph.clear',
      label: 'Clear the selection',
      group: 'Graph',
      hidden: true,
      keys: 'escape',
      run: () => select(null),
    },
  ]);

  // A new call comes into sight, unless the user is looking at something else.
  const last = graph.nodes.at(-1);
  const count = useRef(graph.nodes.length);
  useEffect(() => {
    const grown = graph.nodes.length > count.current;
    count.current = graph.nodes.length;
    if (!grown || moved.current || !last) return;
    void flow.setCenter(last.x + last.width / 2 - 160, last.y + last.height / 2, {
      zoom: flow.getZoom(),
      duration: motion(160),
    });
  }, [graph, last, flow, motion]);

  // What is selected elsewhere (a chat line, a bar) comes into sight here.
  useEffect(() => {
    const node = graph.nodes.find(({ id }) => id === current);
    const box = wrapper.current?.getBoundingClientRect();
    if (!node || !box) return;
    const from = flow.flowToScreenPosition({ x: node.x, y: node.y });
    const to = flow.flowToScreenPosition({ x: node.x + node.width, y: node.y + node.height });
    if (from.x >= box.left && to.x <= box.right && from.y >= box.top && to.y <= box.bottom) return;
    const zoom = Math.max(flow.getZoom(), FAR);
    void flow.setCenter(node.x + node.width / 2, node.y + node.height / 2, { zoom, duration: motion(160) });
  }, [current, graph, flow, motion]);

  const onKeyDown = (event: KeyboardEvent) => {
    const directions: Record<string, Direction> = {
      ArrowLeft: 'left',
      ArrowRight: 'right',
      ArrowUp: 'up',
      ArrowDown: 'down',
    };
    const direction = directions[event.key];
    if (!direction) return;
    event.preventDefault();
    const from = graph.nodes.find(({ id }) => id === current);
    const to = from ? neighbour(graph.nodes, from, direction) : graph.nodes[0];
    if (!to) return;
    select(to.kind === 'prompt' ? { kind: 'turn', turn: to.id } : { kind: 'call', call: to.id });
    // The node is drawn once it is in sight; the frame after next has it.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        wrapper.current?.querySelector<HTMLElement>(`[data-call="${CSS.escape(to.id)}"]`)?.focus(),
      ),
    );
  };

  return (
    <section
      ref={wrapper}
      aria-label="Graph of calls"
      data-far={far || undefined}
      className="graph relative h-full"
      onKeyDown={onKeyDown}
    >
      <ReactFlow<TraceFlowNode, (typeof edges)[number]>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onInit={(instance) => void instance.setViewport(firstViewport(graph, wrapper.current))}
        minZoom={0.05}
        maxZoom={1.75}
        onlyRenderVisibleElements={nodes.length > 60}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        zoomOnDoubleClick={false}
        panOnScroll
        disableKeyboardA11y
        onPaneClick={() => select(null)}
        onMoveStart={(event) => {
          if (event) moved.current = true;
        }}
      >
        <Lanes lanes={graph.lanes} loops={graph.loops} />
        {nodes.length > MANY && (
          <MiniMap
            pannable
            zoomable
            ariaLabel="Overview of the graph"
            position="bottom-right"
            className="graph-minimap"
            nodeBorderRadius={16}
            nodeColor="var(--faint)"
            bgColor="var(--surface)"
            maskColor="color-mix(in srgb, var(--bg) 72%, transparent)"
          />
        )}
      </ReactFlow>
      <CanvasControls onFit={fit} />
    </section>
  );
}
