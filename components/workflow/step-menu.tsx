'use client';

import { ArrowDown, ArrowUp, Ellipsis, Trash2 } from 'lucide-react';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu, type MenuEntry } from '#components/ui/menu.tsx';
import type { StepPosition } from '#core/workflow/edit/workflow-edit.ts';
import type { Step } from '#core/workflow/workflow.ts';
import { findPosition } from './find-position.ts';
import { useWorkflowPage } from './workflow-context.tsx';

/** What can be done to a step where it stands. */
export function StepMenu({ step }: { readonly step: Step }) {
  const { view, edit, busy } = useWorkflowPage();
  if (!edit) return null;
  const found = findPosition(view.workflow, step.id);
  if (!found) return null;
  const move = (by: number): StepPosition => ({ ...found.at, index: found.at.index + by });
  const entries: MenuEntry[] = [
    {
      label: 'Move up',
      icon: ArrowUp,
      disabled: found.at.index === 0,
      onSelect: () => void edit({ edit: 'moveStep', step: step.id, at: move(-1) }),
    },
    {
      label: 'Move down',
      icon: ArrowDown,
      disabled: found.at.index === found.count - 1,
      onSelect: () => void edit({ edit: 'moveStep', step: step.id, at: move(1) }),
    },
    { kind: 'separator', id: 'remove' },
    {
      label: 'Remove the step',
      icon: Trash2,
      danger: true,
      onSelect: () => void edit({ edit: 'removeStep', step: step.id }),
    },
  ];
  return (
    <Menu
      label={`Change ${step.id}`}
      entries={entries}
      trigger={
        <IconButton
          icon={Ellipsis}
          size="sm"
          label={`Change ${step.id}`}
          disabled={busy}
          className="nodrag nopan -mr-1"
        />
      }
    />
  );
}
