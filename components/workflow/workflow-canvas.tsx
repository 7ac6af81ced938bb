'use client';

import '@xyflow/react/dist/base.css';
import '#components/graph/graph.css';
import { ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { CanvasControls } from '#components/graph/canvas-controls.tsx';
import { type Direction, neighbour } from '#components/graph/neighbour.ts';
import { useGentleMotion } from '#components/graph/use-gentle-motion.ts';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { stepOf } from '#components/prototype/selection.ts';
import { useCommands } from '#components/shell/use-commands.ts';
import type { Question } from '#core/workflow/question.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { projectWorkflow } from './project-workflow.ts';
import { BranchNode, ContainerNode, InputsNode, OutputNode, StepNode } from './step-node.tsx';
import { WorkflowEdge } from './workflow-edge.tsx';
import { absoluteBoxes, workflowFlow } from './workflow-flow.ts';

const nodeTypes = {
  step: StepNode,
  container: ContainerNode,
  branch: BranchNode,
  inputs: InputsNode,
  output: OutputNode,
};
const edgeTypes = { workflow: WorkflowEdge };
const FIT = { padding: 0.08, maxZoom: 1 } as const;

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
  const graph = useMemo(() => projectWorkflow(workflow, questions), [workflow, questions]);
  const { nodes, edges } = useMemo(() => workflowFlow(graph), [graph]);
  const boxes = useMemo(() => absoluteBoxes(graph.nodes), [graph]);
  const current = usePrototype((state) => stepOf(state.selection));
  const { select } = usePrototypeActions();
  const flow = useReactFlow();
  const motion = useGentleMotion();
  const wrapper = useRef<HTMLElement>(null);
  const fit = () => void flow.fitView({ ...FIT, minZoom: 0.1, duration: motion(160) });
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

  // What is selected elsewhere (a line of code, a call) comes into sight here.
  useEffect(() => {
    const box = current === null ? undefined : boxes.get(current);
    const frame = wrapper.current?.getBoundingClientRect();
    if (!box || !frame) return;
    const from = flow.flowToScreenPosition({ x: box.x, y: box.y });
    const to = flow.flowToScreenPosition({ x: box.x + box.width, y: box.y + box.node.head });
    if (from.x >= frame.left && to.x <= frame.right && from.y >= frame.top && to.y <= frame.bottom) return;
    void flow.setCenter(box.x + box.width / 2, box.y + box.node.head / 2, {
      zoom: flow.getZoom(),
      duration: motion(160),
    });
  }, [current, boxes, flow, motion]);

  const onKeyDown = (event: KeyboardEvent) => {
    const directions: Record<string, Direction> = {
      ArrowLeft: 'left',
      ArrowRight: 'right',
      ArrowUp: 'up',
      ArrowDown: 'down',
    };
    const direction = directions[event.key];
    if (!direction || event.target instanceof HTMLInputElement) return;
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
    <section ref={wrapper} aria-label="Graph of the workflow" className="graph relative h-full" onKeyDown={onKeyDown}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        fitView
        fitViewOptions={{ ...FIT, minZoom: 0.7 }}
        minZoom={0.1}
        maxZoom={1.75}
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
      />
      <CanvasControls onFit={fit} />
    </section>
  );
}
