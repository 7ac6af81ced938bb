import { classNames } from '#components/ui/class-names.ts';
import type { CallState } from './call-view.ts';

const shapes: Record<CallState, string> = {
  waiting: 'rounded-full border-[1.5px] border-dotted border-faint',
  approval: 'rotate-45 rounded-[1px] border-[1.5px] border-warn',
  running: 'rounded-full border-[1.5px] border-accent border-r-transparent animate-spin motion-reduce:animate-none',
  done: 'rounded-full bg-faint scale-75',
  refused: 'rotate-45 rounded-[1px] bg-bad',
  failed: 'rotate-45 rounded-[1px] bg-bad',
  lost: 'rotate-45 rounded-[1px] border-[1.5px] border-bad',
};

/** How a call stands, as a shape: ring waits, turning ring runs, dot is done, diamond asks or failed. */
export function CallMark({ state, className }: { readonly state: CallState; readonly className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classNames('inline-flex size-2.5 shrink-0 items-center justify-center', className)}
    >
      <span className={classNames('block size-2', shapes[state])} />
    </span>
  );
}
