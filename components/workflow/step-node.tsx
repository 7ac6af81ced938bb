'use client';

import type { NodeProps } from '@xyflow/react';
import { ArrowDownToLine, LogOut } from 'lucide-react';
import { memo } from 'react';
import { AddStepButton, AddStepInside } from './add-step-button.tsx';
import { AddInput } from './edit/add-input.tsx';
import { InputRows } from './input-rows.tsx';
import { MeasuredHead } from './measured-heads.tsx';
import { Ports } from './ports.tsx';
import { QuestionCard } from './question-card.tsx';
import { SentenceTitle } from './sentence.tsx';
import { StepCard } from './step-card.tsx';
import type { WorkflowFlowNode } from './workflow-flow.ts';

/** A step without steps inside. */
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
      <StepCard node={node} container className="h-full bg-sunken" />
      {node.empty && node.step?.do === 'forEach' && (
        <AddStepInside parent={node.id} member="body" top={node.head + 4} />
      )}
    </>
  );
});

/** One side of a choice, or one way of a `try`. */
export const BranchNode = memo(function BranchNode({ data: { node } }: NodeProps<WorkflowFlowNode>) {
  return (
    <div className="h-full rounded-lg border border-dashed border-hairline-strong bg-bg/40">
      <Ports node={node} />
      <p className="px-3 pt-2 text-2xs font-medium text-faint">{node.label}</p>
      {node.empty && node.step && node.branch && (
        <AddStepInside parent={node.step.id} member={node.branch} top={node.head + 4} />
      )}
    </div>
  );
});

/** What each run is given. */
export const InputsNode = memo(function InputsNode({ data: { node } }: NodeProps<WorkflowFlowNode>) {
  return (
    <div className="group/card relative h-full rounded-lg border border-hairline bg-surface shadow-card">
      <Ports node={node} />
      <MeasuredHead id={node.id} className="pb-1.5">
        <h2 className="flex h-8 items-center gap-1.5 px-3 pt-1 text-2xs font-medium text-faint">
          <ArrowDownToLine aria-hidden className="size-3 text-origin-input" /> Inputs of each run
          <AddInput />
        </h2>
        <InputRows />
        {node.questions.map((question) => (
          <div key={question.id} className="mx-2.5 mt-1 mb-1.5">
            <QuestionCard question={question} />
          </div>
        ))}
      </MeasuredHead>
      <AddStepButton node={node} />
    </div>
  );
});

/** What a run gives back. */
export const OutputNode = memo(function OutputNode({ data: { node } }: NodeProps<WorkflowFlowNode>) {
  return (
    <div className="h-full rounded-lg border border-hairline bg-surface shadow-card">
      <Ports node={node} />
      <MeasuredHead id={node.id} className="flex items-start gap-2 px-3 py-2.5">
        <LogOut aria-hidden className="mt-1 size-3 shrink-0 text-faint" />
        <SentenceTitle segments={node.sentence.title} />
      </MeasuredHead>
    </div>
  );
});
