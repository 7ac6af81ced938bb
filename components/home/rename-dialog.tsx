'use client';

import { useState } from 'react';
import { useAction } from '#components/prototype/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { Field } from '#components/ui/field.tsx';
import { TextInput } from '#components/ui/text-input.tsx';

export interface RenameDialogProps {
  readonly name: string;
  readonly onClose: () => void;
  readonly onRename: (name: string) => Promise<void>;
}

/** Mounted while a prototype is being renamed. */
export function RenameDialog({ name, onClose, onRename }: RenameDialogProps) {
  const [text, setText] = useState(name);
  const save = useAction(() => onRename(text.trim()));
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Rename the prototype"
      size="sm"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant="primary" form="rename" type="submit" busy={save.busy} disabled={text.trim() === ''}>
            Rename
          </Button>
        </>
      }
    >
      <form
        id="rename"
        onSubmit={(event) => {
          event.preventDefault();
          void save.run();
        }}
      >
        <Field label="Name" error={save.error?.message}>
          {(control) => (
            <TextInput
              {...control}
              autoFocus
              maxLength={200}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </form>
    </Dialog>
  );
}
