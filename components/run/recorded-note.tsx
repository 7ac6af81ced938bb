import type { ActionError } from '#components/prototype/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { plural } from '#components/ui/format.ts';
import type { RunMode } from '#core/execution/run-event.ts';

/** The way to a run that makes the recorded writes all the same. */
export interface Repeat {
  readonly run: () => void;
  readonly busy: boolean;
  readonly error: ActionError | null;
}

interface RecordedNoteProps {
  readonly count: number;
  readonly mode: RunMode;
  readonly over: boolean;
  readonly repeat: Repeat;
}

/** Says why a run leaves out writes: they were made while recording. And how to make them again. */
export function RecordedNote({ count, mode, over, repeat }: RecordedNoteProps) {
  return (
    <div className="flex items-center gap-3 border-b border-hairline bg-sunken px-4 py-2.5 text-xs">
      <p className="min-w-0 flex-1 text-pretty text-muted" role="note">
        {plural(count, 'write was', 'writes were')} made while you recorded this workflow, with exactly these arguments,
        so {count === 1 ? 'it is' : 'they are'} not made a second time.
        {repeat.error && <span className="block text-bad">{repeat.error.message}</span>}
      </p>
      {over && (
        <Button size="sm" busy={repeat.busy} onClick={repeat.run}>
          {mode === 'plan' ? 'Plan them again' : 'Make them again'}
        </Button>
      )}
    </div>
  );
}
