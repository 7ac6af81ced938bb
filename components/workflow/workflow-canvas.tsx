'use client';

import '@xyflow/react/dist/base.css';
import '#components/graph/graph.css';
import { ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { CanvasControls } from '#components/graph/canvas-controls.tsx';
import { arrowDirection, canvasProps } from '#components/graph/canvas-manners.ts';
import { CanvasOverview } from '#components/graph/canvas-overview.tsx';
import { neighbour } from '#components/graph/neighbour.ts';
import { useGentleMotion } from '#components/graph/use-gentle-motion.ts';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { stepOf } from '#components/prototype/selection.ts';
import { useCommands } from '#components/shell/use-commands.ts';
import type { Question } from '#core/workflow/question.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { firstViewport } from './first-viewport.ts';
import { MeasureHeads, useMeasuredHeads } from './measured-heads.tsx';
import { projectWorkflow } from './project-workflow.ts';
import { BranchNode, ContainerNode, InputsNode, OutputNode, StepNode } from './step-node.tsx';
import { WorkflowEdge } from './workflow-edge.tsx';
import { absoluteBoxes, workflowFlow } from './workflow-flow.ts';

const nodeTypes = {
  step: StepNode,
  container: ContainerNode,
  branch: BranchNode,
  inputs: InputsNode,
  result: OutputNode,
};
const edgeTypes = { workflow: WorkflowEdge };
/** More than fit on a screen: then an overview helps. */
const MANY = 16;
const FIT = { padding: 0.08, maxZoom: 1, minZoom: 0.1 } as const;

interface WorkflowCanvasProps {
  readonly workflow: Workflow;
  readonly questions: readonly Question[];
}

/** The program as a graph: arrows move between steps, F fits, Escape clears. */
export function WorkflowCanvas(props: WorkflowCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
}

function Canvas({ workflow, questions }: WorkflowCanvasProps) {
  const { heads, measure } = useMeasuredHeads();
  const graph = useMemo(() => projectWorkflow(workflow, questions, heads), [workflow, questions, heads]);
  const { nodes, edges } = useMemo(() => workflowFlow(graph), [graph]);
  const boxes = useMemo(() => absoluteBoxes(graph.nodes), [graph]);
  const current = usePrototype((state) => stepOf(state.selection));
  const { select } = usePrototypeActions();
  const flow = useReactFlow();
  const motion = useGentleMotion();
  const wrapper = useRef<HTMLElement>(null);
  const fit = () => void flow.fitView({ ...FIT, duration: motion(160) });
  useCommands([
    { id: 'workflow.fit', label: 'Fit the graph', group: 'Graph', keys: 'f', run: fit },
    {
      id: 'workflow.clear',
      label: 'Clear the selection',
      group: 'Graph',
      hidden: true,
      keys: 'escape',
      run: () => select(null),
    },
  ]);

  // Nothing is shown before the cards were measured: then all of it stands where it stays.
  const measured = graph.nodes.every(({ id, kind }) => kind === 'branch' || heads.has(id));
  const [shown, setShown] = useState(false);
  useEffect(() => {
    const frame = wrapper.current;
    if (shown || !measured || !frame) return;
    setShown(true);
    void flow.setViewport(firstViewport(boxes, frame));
  }, [shown, measured, boxes, flow]);

  // What is selected elsewhere (a line of code, a call, a question) comes into sight here.
  const latest = useRef(boxes);
  latest.current = boxes;
  useEffect(() => {
    const box = current === null ? undefined : latest.current.get(current);
    const frame = wrapper.current?.getBoundingClientRect();
    if (!shown || !box || !frame) return;
    const from = flow.flowToScreenPosition({ x: box.x, y: box.y });
    const to = flow.flowToScreenPosition({ x: box.x + box.width, y: box.y + box.node.head });
    if (from.x >= frame.left && to.x <= frame.right && from.y >= frame.top && to.y <= frame.bottom) return;
    void flow.setCenter(box.x + box.width / 2, box.y + box.node.head / 2, {
      zoom: flow.getZoom(),
      duration: motion(160),
    });
  }, [current, shown, flow, motion]);

  const onKeyDown = (event: KeyboardEvent) => {
    const direction = arrowDirection(event);
    if (!direction) return;
    event.preventDefault();
    const steps = [...boxes].flatMap(([id, box]) =>
      box.node.kind === 'step' || box.node.kind === 'container' ? [{ id, ...box, height: box.node.head }] : [],
    );
    const from = steps.find(({ id }) => id === current);
    const to = from ? neighbour(steps, from, direction) : steps[0];
    if (!to) return;
    select({ kind: 'step', step: to.id });
    wrapper.current?.querySelector<HTMLElement>(`[data-step="${CSS.escape(to.id)}"] > button`)?.focus();
  };

  return (
    <section
      ref={wrapper}
      aria-label="Graph of the workflow"
      data-shown={shown || undefined}
      className="graph @container/canvas relative h-full opacity-0 transition-opacity data-shown:opacity-100"
      onKeyDown={onKeyDown}
    >
      <MeasureHeads measure={measure}>
        <ReactFlow
          {...canvasProps}
          nodes={nodes}
          edges={edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          minZoom={0.1}
          maxZoom={1.75}
          onPaneClick={() => select(null)}
        >
          {nodes.length > MANY && <CanvasOverview tall />}
        </ReactFlow>
      </MeasureHeads>
      <CanvasControls onFit={fit} />
    </section>
  );
}
