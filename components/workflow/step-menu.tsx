'use client';

import { ArrowDown, ArrowUp, CornerLeftUp, Ellipsis, Plus, Trash2 } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, type MenuEntry } from '#components/ui/menu.tsx';
import type { StepPosition } from '#core/workflow/edit/workflow-edit.ts';
import { findPosition } from '#core/workflow/find-step.ts';
import type { Step } from '#core/workflow/workflow.ts';
import { useWorkflowPage } from './workflow-context.tsx';

/** What can be done to a step where it stands. */
export function StepMenu({ step }: { readonly step: Step }) {
  const { view, edit, addStep, busy } = useWorkflowPage();
  if (!edit || !addStep) return null;
  const found = findPosition(view.workflow, step.id);
  if (!found) return null;
  const { at, siblings } = found;
  const around = at.parent === '' ? null : findPosition(view.workflow, at.parent);
  const move = (to: StepPosition) => void edit({ edit: 'moveStep', step: step.id, at: to });
  const entries: MenuEntry[] = [
    { label: 'Add a step before', icon: Plus, onSelect: () => addStep(at) },
    { label: 'Add a step after', icon: Plus, onSelect: () => addStep({ ...at, index: at.index + 1 }) },
    { kind: 'separator', id: 'move' },
    {
      label: 'Move up',
      icon: ArrowUp,
      keys: ['⌥', '↑'],
      disabled: at.index === 0,
      onSelect: () => move({ ...at, index: at.index - 1 }),
    },
    {
      label: 'Move down',
      icon: ArrowDown,
      keys: ['⌥', '↓'],
      disabled: at.index === siblings.length - 1,
      // Counted before the step is taken out: behind the one that comes next.
      onSelect: () => move({ ...at, index: at.index + 2 }),
    },
    ...(around
      ? [
          {
            label: `Move out of ${at.parent}`,
            icon: CornerLeftUp,
            onSelect: () => move({ ...around.at, index: around.at.index + 1 }),
          },
        ]
      : []),
    { kind: 'separator', id: 'remove' },
    {
      label: 'Remove the step',
      icon: Trash2,
      keys: ['⌫'],
      danger: true,
      onSelect: () => void edit({ edit: 'removeStep', step: step.id }),
    },
  ];
  return (
    <div className="nodrag nopan absolute -top-3 right-2 z-10 flex rounded-md border border-hairline bg-surface opacity-0 shadow-card transition-opacity group-hover/card:opacity-100 focus-within:opacity-100 has-data-[state=open]:opacity-100 pointer-coarse:opacity-100">
      <IconButton
        icon={ArrowUp}
        size="sm"
        label={`Move ${step.id} up`}
        disabled={busy || at.index === 0}
        onClick={() => move({ ...at, index: at.index - 1 })}
      />
      <IconButton
        icon={ArrowDown}
        size="sm"
        label={`Move ${step.id} down`}
        disabled={busy || at.index === siblings.length - 1}
        onClick={() => move({ ...at, index: at.index + 2 })}
      />
      <Menu
        label={`Change ${step.id}`}
        entries={entries}
        trigger={<IconButton icon={Ellipsis} size="sm" label={`Change ${step.id}`} disabled={busy} />}
      />
    </div>
  );
}
