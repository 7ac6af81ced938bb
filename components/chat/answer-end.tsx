import { Play, RotateCcw } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import type { ChatMetadata } from '#core/live/chat-message.ts';

export interface AnswerEndProps {
  readonly metadata: ChatMetadata;
  readonly busy: boolean;
  readonly onContinue: () => void;
  readonly onRetry: () => void;
}

/** How the last answer ended where it did not end by itself, with the ways on. */
export function AnswerEnd({ metadata, busy, onContinue, onRetry }: AnswerEndProps) {
  const { state, problem } = metadata;
  if (state !== 'failed' && state !== 'stopped' && state !== 'interrupted') return null;
  const actions = (
    <>
      <Button size="sm" icon={Play} disabled={busy} onClick={onContinue}>
        Continue
      </Button>
      <Button size="sm" variant="ghost" icon={RotateCcw} disabled={busy} onClick={onRetry}>
        Answer anew
      </Button>
    </>
  );
  if (!problem) {
    return (
      <div className="flex items-center gap-2 text-xs text-muted">
        <span>Stopped.</span>
        {actions}
      </div>
    );
  }
  return (
    <ErrorNote
      tone={state === 'failed' ? 'bad' : 'warn'}
      title={problem.message}
      advice={problem.advice}
      actions={actions}
    />
  );
}
