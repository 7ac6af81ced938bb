'use client';

import type { ReactNode } from 'react';
import { useAction } from '#components/prototype/use-action.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNote } from './error-note.tsx';

export interface ConfirmDialogProps {
  /** The question, naming the thing: "Delete “Invoices”?". */
  readonly title: string;
  /** What will be gone, or changed, and what will not. */
  readonly children: ReactNode;
  /** The verb of the button. */
  readonly action: string;
  readonly danger?: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => Promise<void>;
}

/** Asks once more before something that cannot be taken back. Mounted while it asks. */
export function ConfirmDialog({ title, children, action, danger = true, onClose, onConfirm }: ConfirmDialogProps) {
  const confirm = useAction(onConfirm);
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      size="sm"
      footer={
        <>
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
          <Button variant={danger ? 'danger' : 'primary'} busy={confirm.busy} onClick={() => void confirm.run()}>
            {action}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 text-sm text-muted">
        <div>{children}</div>
        {confirm.error && <ErrorNote title={confirm.error.message} advice={confirm.error.advice} />}
      </div>
    </Dialog>
  );
}
