'use client';

import { Plus } from 'lucide-react';
import { usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { uniqueName } from '#core/workflow/edit/names.ts';
import { useWorkflowPage } from '../workflow-context.tsx';
import { useEditing } from './use-editing.ts';

/** A new input of the workflow, to be named and used. */
export function AddInput() {
  const { view } = useWorkflowPage();
  const editing = useEditing();
  const { select } = usePrototypeActions();
  if (!editing) return null;
  const add = async () => {
    const name = uniqueName(view.workflow, 'input');
    const input = { name, schema: { type: 'string' }, default: '' } as const;
    if (await editing.edit({ edit: 'addInput', input }))
      select({ kind: 'place', place: { step: '', slot: ['inputs', view.workflow.inputs.length] } });
  };
  return (
    <IconButton
      icon={Plus}
      size="sm"
      label="Add an input"
      disabled={editing.busy}
      onClick={() => void add()}
      className="nodrag nopan -mr-1.5 ml-auto opacity-0 group-hover/card:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
    />
  );
}
