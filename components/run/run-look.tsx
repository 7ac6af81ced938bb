import { classNames } from '#components/ui/class-names.ts';
import type { RunMode, RunStatus } from '#core/execution/run-event.ts';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import type { ApprovalRequest } from '#core/live/studio-event.ts';

export const modeLook: Record<RunMode, { readonly word: string; readonly meaning: string }> = {
  replay: { word: 'Replay', meaning: 'Offline, against the recording. Changes nothing.' },
  plan: { word: 'Plan', meaning: 'Reads live and captures every write. Changes nothing.' },
  apply: { word: 'Apply', meaning: 'Live. Each write asks first and happens once.' },
};

export const statusLook: Record<RunStatus, { readonly word: string; readonly colour: string; readonly shape: string }> =
  {
    running: {
      word: 'Running',
      colour: 'text-accent',
      shape: 'rounded-full border-[1.5px] border-current border-r-transparent animate-spin',
    },
    waiting: {
      word: 'Waits for you',
      colour: 'text-warn',
      shape: 'rotate-45 rounded-[1px] border-[1.5px] border-current',
    },
    succeeded: { word: 'Succeeded', colour: 'text-ok', shape: 'rounded-full bg-current' },
    failed: { word: 'Failed', colour: 'text-bad', shape: 'rotate-45 rounded-[1px] bg-current' },
    diverged: { word: 'Diverged', colour: 'text-bad', shape: 'rotate-45 rounded-[1px] border-[1.5px] border-current' },
    stopped: { word: 'Stopped', colour: 'text-muted', shape: 'rounded-[1px] bg-current' },
  };

/** How a run stands to whoever looks: one that asks for an approval waits for a person, although it is under way. */
export function standingOf(run: Pick<RunView, 'id' | 'status'>, approvals: readonly ApprovalRequest[]): RunStatus {
  const asks = approvals.some(({ subject }) => subject.kind === 'run' && subject.id === run.id);
  return run.status === 'running' && asks ? 'waiting' : run.status;
}

/** How a run stands: shape, colour and word say the same. */
export function RunStatusMark({ status, className }: { readonly status: RunStatus; readonly className?: string }) {
  const { word, colour, shape } = statusLook[status];
  return (
    <span className={classNames('inline-flex shrink-0 items-center gap-1.5 text-xs font-medium', colour, className)}>
      <span aria-hidden="true" className={classNames('block size-2', shape)} />
      {word}
    </span>
  );
}
