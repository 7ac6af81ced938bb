'use client';

import { Plus } from 'lucide-react';
import type { StepPosition } from '#core/workflow/edit/workflow-edit.ts';
import { findPosition } from '#core/workflow/find-step.ts';
import type { WorkflowGraphNode } from './project-workflow.ts';
import { useWorkflowPage } from './workflow-context.tsx';
import { INPUTS_NODE } from './workflow-edges.ts';

/** Below a card, between it and the next: puts a step there. In sight when the card is pointed at. */
export function AddStepButton({ node }: { readonly node: WorkflowGraphNode }) {
  const { view, addStep } = useWorkflowPage();
  if (!addStep) return null;
  const found = node.id === INPUTS_NODE ? null : findPosition(view.workflow, node.id);
  const at: StepPosition = found
    ? { ...found.at, index: found.at.index + 1 }
    : { parent: '', member: 'body', index: 0 };
  const label = found ? `Add a step after ${node.id}` : 'Add a step at the beginning';
  return (
    <div className="absolute top-full left-1/2 z-10 flex h-8 w-16 -translate-x-1/2 items-center justify-center opacity-0 transition-opacity group-hover/card:opacity-100 focus-within:opacity-100">
      <button
        type="button"
        aria-label={label}
        title={label}
        onClick={() => addStep(at)}
        className="nodrag nopan inline-flex size-5 items-center justify-center rounded-full border border-hairline-strong bg-surface text-muted shadow-card transition-colors hover:border-accent hover:text-accent"
      >
        <Plus aria-hidden className="size-3" />
      </button>
    </div>
  );
}

/** In a loop or a side that is still empty. */
export function AddStepInside(props: {
  readonly parent: string;
  readonly member: StepPosition['member'];
  readonly top: number;
}) {
  const { addStep } = useWorkflowPage();
  const { parent, member, top } = props;
  if (!addStep) return null;
  return (
    <button
      type="button"
      aria-label={`Add a step in ${parent}, ${member}`}
      onClick={() => addStep({ parent, member, index: 0 })}
      style={{ top }}
      className="nodrag nopan absolute inset-x-4 flex h-9 items-center justify-center gap-1.5 rounded-md border border-dashed border-hairline-strong text-2xs text-faint transition-colors hover:border-accent hover:text-accent"
    >
      <Plus aria-hidden className="size-3" /> Add a step
    </button>
  );
}
