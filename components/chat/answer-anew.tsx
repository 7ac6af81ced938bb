import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { plural } from '#components/ui/format.ts';

export interface AnswerAnewProps {
  /** How many calls the answer made. */
  readonly calls: number;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Asks before an answer that called something is thrown away. */
export function AnswerAnew({ calls, onClose, onConfirm }: AnswerAnewProps) {
  return (
    <ConfirmDialog
      title="Answer anew?"
      action="Answer anew"
      danger={false}
      onClose={onClose}
      onConfirm={async () => onConfirm()}
    >
      The answer goes, and {calls === 1 ? 'its call leaves' : `its ${plural(calls, 'call')} leave`} the recording. What
      they changed on the servers stays changed.
    </ConfirmDialog>
  );
}
