'use client';

import { Handle, type NodeProps, Position } from '@xyflow/react';
import { ArrowDownToLine, GitBranch, LogOut, Repeat2, ShieldQuestion } from 'lucide-react';
import { memo } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { stepOf } from '#components/prototype/selection.ts';
import { classNames } from '#components/ui/class-names.ts';
import { EffectBadge } from '#components/ui/effect-badge.tsx';
import type { Step } from '#core/workflow/workflow.ts';
import { InputRows } from './input-rows.tsx';
import { INPUTS_NODE, OUTPUT_NODE, questionHeight, type WorkflowGraphNode } from './project-workflow.ts';
import { QuestionCard } from './question-card.tsx';
import { Sentence } from './sentence.tsx';
import { StepMark } from './step-mark.tsx';
import { StepMenu } from './step-menu.tsx';
import { type StepOverlay, useStepOverlay } from './step-overlay.tsx';
import type { WorkflowFlowNode } from './workflow-flow.ts';

/** One step as a card: its sentence with its values, its questions, and in a run how it stands. */
export const StepNode = memo(function StepNode({ data: { node } }: NodeProps<WorkflowFlowNode>) {
  return (
    <>
      <Ports node={node} />
      <StepCard node={node} className="h-full bg-surface shadow-card" />
    </>
  );
});

/** A loop, a choice or a `try`: a box with its own sentence on top and its steps inside. */
export const ContainerNode = memo(function ContainerNode({ data: { node } }: NodeProps<WorkflowFlowNode>) {
  return (
    <>
      <Ports node={node} />
      <StepCard node={node} container className="h-full bg-raised/50" />
    </>
  );
});

export const BranchNode = memo(function BranchNode({ data: { node } }: NodeProps<WorkflowFlowNode>) {
  return (
    <div className="h-full rounded-lg border border-dashed border-hairline-strong px-3 pt-2 text-2xs font-medium text-faint">
      <Ports node={node} />
      {node.label}
    </div>
  );
});

export const InputsNode = memo(function InputsNode({ data: { node } }: NodeProps<WorkflowFlowNode>) {
  return (
    <div className="flex h-full flex-col rounded-lg border border-hairline bg-surface shadow-card">
      <Ports node={node} />
      <h2 className="flex h-9 items-center gap-1.5 px-3 text-2xs font-medium text-faint">
        <ArrowDownToLine aria-hidden className="size-3 text-origin-input" /> Inputs of each run
      </h2>
      <InputRows />
      <Questions node={node} />
    </div>
  );
});

export const OutputNode = memo(function OutputNode({ data: { node } }: NodeProps<WorkflowFlowNode>) {
  return (
    <div className="flex h-full items-center gap-2 rounded-lg border border-hairline bg-surface px-3 shadow-card">
      <Ports node={node} />
      <LogOut aria-hidden className="size-3 shrink-0 text-faint" />
      <Sentence lines={node.lines} />
    </div>
  );
});

function StepCard(props: {
  readonly node: WorkflowGraphNode;
  readonly container?: boolean;
  readonly className: string;
}) {
  const { node, container = false, className } = props;
  const { select, point } = usePrototypeActions();
  const selected = usePrototype((state) => stepOf(state.selection) === node.id);
  const lit = usePrototype((state, derived) => derived.lit(state).steps.has(node.id));
  const overlay = useStepOverlay(node.id);
  const { step } = node;
  if (!step) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: pointing only lights up; the card's own button selects.
    <div
      data-step={node.id}
      onMouseEnter={() => point({ kind: 'step', step: node.id })}
      onMouseLeave={() => point(null)}
      className={classNames(
        'relative rounded-lg border transition-[border-color,box-shadow]',
        className,
        rimOf(overlay),
        selected ? 'border-accent! shadow-[0_0_0_1px_var(--accent)]' : lit && 'border-fg/40!',
      )}
    >
      <button
        type="button"
        aria-label={`Step ${node.id}`}
        aria-pressed={selected}
        onClick={() => select({ kind: 'step', step: node.id })}
        className="absolute inset-x-0 top-0 rounded-lg"
        style={{ height: node.head }}
      />
      <div
        className="pointer-events-none relative flex flex-col px-3 py-2.5 [&_a]:pointer-events-auto [&_button]:pointer-events-auto [&_input]:pointer-events-auto"
        style={{ height: node.head }}
      >
        <div className="absolute top-2.5 right-2 flex items-center gap-1">
          {overlay?.note && <span className="figures text-2xs text-faint">{overlay.note}</span>}
          {overlay && <StepMark state={overlay.state} />}
          <StepEffect step={step} />
          <StepMenu step={step} />
        </div>
        <div className={container ? 'pr-14' : 'pr-12'}>
          <Sentence lines={node.lines} />
        </div>
        <Questions node={node} />
      </div>
    </div>
  );
}

function Questions({ node }: { readonly node: WorkflowGraphNode }) {
  return node.questions.map((question) => (
    <div key={question.id} className="pointer-events-auto mt-2 px-0">
      <QuestionCard question={question} height={questionHeight(question)} />
    </div>
  ));
}

function rimOf(overlay: StepOverlay | null): string {
  if (!overlay) return 'border-hairline';
  const rims: Record<StepOverlay['state'], string> = {
    idle: 'border-dashed border-hairline-strong',
    skipped: 'border-dashed border-hairline-strong',
    running: 'border-accent/60 graph-node-running',
    done: 'border-hairline',
    failed: 'border-bad/50',
    waiting: 'border-dashed border-warn',
  };
  return rims[overlay.state];
}

function StepEffect({ step }: { readonly step: Step }) {
  switch (step.do) {
    case 'call':
      return <EffectBadge effect={step.effect} show="icon" />;
    case 'paginate':
    case 'poll':
      return <EffectBadge effect="read" show="icon" />;
    case 'forEach':
      return <Repeat2 aria-hidden className="size-3.5 text-faint" />;
    case 'if':
    case 'try':
      return <GitBranch aria-hidden className="size-3.5 text-faint" />;
    case 'approve':
      return <ShieldQuestion aria-hidden className="size-3.5 text-warn" />;
    default:
      return null;
  }
}

const hidden = { opacity: 0 } as const;

/** Where edges begin and end: above, below, at both sides, and for a box under its own sentence. */
function Ports({ node }: { readonly node: WorkflowGraphNode }) {
  const middle = Math.min(node.head, 40) / 2 + 4;
  const box = node.kind === 'container';
  const side = { ...hidden, top: middle };
  return (
    <>
      {node.id !== INPUTS_NODE && (
        <Handle id="top" type="target" position={Position.Top} isConnectable={false} style={hidden} />
      )}
      <Handle id="left" type="target" position={Position.Left} isConnectable={false} style={side} />
      <Handle id="right" type="target" position={Position.Right} isConnectable={false} style={side} />
      {node.id !== OUTPUT_NODE && (
        <Handle id="bottom" type="source" position={Position.Bottom} isConnectable={false} style={hidden} />
      )}
      <Handle id="left" type="source" position={Position.Left} isConnectable={false} style={side} />
      <Handle id="right" type="source" position={Position.Right} isConnectable={false} style={side} />
      {box && (
        <>
          <Handle
            id="item"
            type="source"
            position={Position.Bottom}
            isConnectable={false}
            style={{ ...hidden, top: node.head - 8, bottom: 'auto' }}
          />
          <Handle
            id="item-left"
            type="source"
            position={Position.Left}
            isConnectable={false}
            style={{ ...hidden, top: node.head - 8, left: 8 }}
          />
          <Handle
            id="item-right"
            type="source"
            position={Position.Right}
            isConnectable={false}
            style={{ ...hidden, top: node.head - 8, right: 8 }}
          />
        </>
      )}
    </>
  );
}
