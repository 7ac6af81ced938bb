'use client';

import '@xyflow/react/dist/base.css';
import './graph.css';
import { ReactFlow, ReactFlowProvider, useStore } from '@xyflow/react';
import { Maximize } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { callOf } from '#components/prototype/selection.ts';
import { useCommands } from '#components/shell/use-commands.ts';
import { CallNode } from './call-node.tsx';
import { CanvasControls } from './canvas-controls.tsx';
import { arrowDirection, canvasProps } from './canvas-manners.ts';
import { CanvasOverview } from './canvas-overview.tsx';
import { FAR, firstView, SMALLEST, VERY_FAR } from './first-view.ts';
import { FlowNodes, type TraceFlowNode } from './flow-nodes.ts';
import { Lanes } from './lanes.tsx';
import { LitValues } from './lit-values.tsx';
import { neighbour } from './neighbour.ts';
import { PromptNode } from './prompt-node.tsx';
import { useView } from './use-view.ts';
import { ValueEdge } from './value-edge.tsx';

const nodeTypes = { call: CallNode, prompt: PromptNode };
const edgeTypes = { values: ValueEdge };
/** With more nodes than this the minimap helps, even where all are in sight. */
const MANY = 40;
/** Of a recording wider than this many panes the minimap shows nothing: nodes and window are less than a dot. */
const TOO_WIDE = 20;

/** The recording as a graph that grows while it is made. Arrows move, Enter inspects, F fits, Escape clears. */
export function TraceCanvas() {
  return (
    <ReactFlowProvider>
      <Canvas />
    </ReactFlowProvider>
  );
}

function Canvas() {
  const graph = usePrototype((state, derived) => derived.graph(state));
  const selection = usePrototype((state) => state.selection);
  const { select } = usePrototypeActions();
  const [made] = useState(() => new FlowNodes());
  const nodes = useMemo(() => made.nodes(graph), [made, graph]);
  const edges = useMemo(() => made.edges(graph), [made, graph]);
  const wrapper = useRef<HTMLElement>(null);
  const current = selection?.kind === 'turn' ? selection.turn : callOf(selection);
  const view = useView({ graph, pane: wrapper, current });
  const distance = useStore(({ transform: [, , zoom] }) => (zoom >= FAR ? null : zoom >= VERY_FAR ? 'far' : 'very'));
  const cut = useStore(({ width, height }) => !firstView(graph, { width, height }).whole);
  const strip = useStore(({ width }) => (graph.lanes[0]?.width ?? 0) > TOO_WIDE * width);
  useCommands([
    { id: 'graph.fit', label: 'Fit the graph', group: 'Graph', icon: Maximize, keys: 'f', run: view.fit },
    {
      id: 'graph.clear',
      label: 'Clear the selection',
      group: 'Graph',
      hidden: true,
      keys: 'escape',
      run: () => select(null),
    },
  ]);

  const onKeyDown = (event: KeyboardEvent) => {
    const direction = arrowDirection(event);
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
      data-far={distance ?? undefined}
      className="graph relative h-full"
      onKeyDown={onKeyDown}
    >
      <ReactFlow<TraceFlowNode, (typeof edges)[number]>
        {...canvasProps}
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onInit={view.begin}
        minZoom={SMALLEST}
        maxZoom={1.75}
        onlyRenderVisibleElements={nodes.length > 60}
        onPaneClick={() => select(null)}
        onMoveStart={(event) => {
          if (event) view.moved();
        }}
      >
        <Lanes graph={graph} />
        <LitValues graph={graph} named={distance === null} />
        {(cut || nodes.length > MANY) && !strip && <CanvasOverview />}
      </ReactFlow>
      <CanvasControls onFit={view.fit} />
    </section>
  );
}
