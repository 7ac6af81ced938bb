import { CircleCheck, CircleX, Loader, OctagonPause, Split } from 'lucide-react';
import { classNames } from '#components/ui/class-names.ts';
import type { RunView } from '#core/live/prototype-snapshot.ts';

const looks = {
  running: { icon: Loader, colour: 'text-accent', text: 'running' },
  waiting: { icon: OctagonPause, colour: 'text-warn', text: 'waits for you' },
  succeeded: { icon: CircleCheck, colour: 'text-ok', text: 'passed' },
  failed: { icon: CircleX, colour: 'text-bad', text: 'failed' },
  diverged: { icon: Split, colour: 'text-bad', text: 'diverged' },
  stopped: { icon: OctagonPause, colour: 'text-muted', text: 'stopped' },
} as const satisfies Record<RunView['status'], object>;

const modes = { replay: 'Replay', plan: 'Plan', apply: 'Apply' } as const satisfies Record<RunView['mode'], string>;

/** The last run in two words. */
export function RunNote({ run }: { readonly run: Pick<RunView, 'mode' | 'status'> }) {
  const { icon: Icon, colour, text } = looks[run.status];
  return (
    <span className={classNames('inline-flex items-center gap-1 text-xs', colour)}>
      <Icon aria-hidden className="size-3.5" />
      {modes[run.mode]} {text}
    </span>
  );
}
