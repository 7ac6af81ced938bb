'use client';

import { ArrowDown, ArrowUp, CircleHelp, PencilLine, Plus, Trash2 } from 'lucide-react';
import { openQuestions } from '#components/prototype/next-step.ts';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { stepOf } from '#components/prototype/selection.ts';
import { useCommands } from '#components/shell/use-commands.ts';
import { findPosition } from '#core/workflow/find-step.ts';
import type { WorkflowPage } from './workflow-context.tsx';

/** What the keyboard does to the selected step, and the way to the next question. */
export function useStepCommands({ view, edit, editHere, addStep, busy }: WorkflowPage): void {
  const { select } = usePrototypeActions();
  const current = usePrototype((state) => stepOf(state.selection));
  const selectsStep = usePrototype((state) => state.selection?.kind === 'step');
  const place = usePrototype(({ selection }) => (selection?.kind === 'place' ? selection.place : null));
  const found = current === null ? null : findPosition(view.workflow, current);
  const [question] = openQuestions(view);
  const move = (index: number) => {
    if (found && current !== null) void edit?.({ edit: 'moveStep', step: current, at: { ...found.at, index } });
  };
  useCommands([
    {
      id: 'workflow.question',
      label: 'Go to the weightiest question',
      group: 'Workflow',
      icon: CircleHelp,
      keys: 'q',
      disabled: !question?.place,
      run: () => question?.place && select({ kind: 'place', place: question.place }),
    },
    {
      id: 'workflow.edit',
      label: 'Change the value where it stands',
      group: 'Workflow',
      icon: PencilLine,
      keys: 'e',
      disabled: busy || !place,
      run: () => place && editHere?.(place),
    },
    {
      id: 'workflow.add',
      label: found ? `Add a step after ${current}` : 'Add a step at the end',
      group: 'Workflow',
      icon: Plus,
      keys: 'a',
      disabled: busy,
      run: () =>
        addStep?.(
          found
            ? { ...found.at, index: found.at.index + 1 }
            : { parent: '', member: 'body', index: view.workflow.body.length },
        ),
    },
    {
      id: 'workflow.up',
      label: 'Move the step up',
      group: 'Workflow',
      icon: ArrowUp,
      keys: 'alt+arrowup',
      disabled: busy || !found || found.at.index === 0,
      run: () => found && move(found.at.index - 1),
    },
    {
      id: 'workflow.down',
      label: 'Move the step down',
      group: 'Workflow',
      icon: ArrowDown,
      keys: 'alt+arrowdown',
      disabled: busy || !found || found.at.index === found.siblings.length - 1,
      run: () => found && move(found.at.index + 2),
    },
    {
      id: 'workflow.remove',
      label: 'Remove the step',
      group: 'Workflow',
      icon: Trash2,
      keys: 'backspace',
      // A selected value is not its step: nobody loses a step by a key that was meant for a value.
      disabled: !selectsStep || !found,
      run: () => {
        if (current === null) return;
        select(null);
        void edit?.({ edit: 'removeStep', step: current });
      },
    },
  ]);
}
