import { Check } from 'lucide-react';
import { classNames } from '#components/ui/class-names.ts';
import type { StepOverlay } from './step-overlay.tsx';

const words: Record<StepOverlay['state'], string> = {
  idle: 'not reached',
  skipped: 'not needed',
  running: 'running',
  done: 'done',
  failed: 'failed here',
  waiting: 'waits for you',
};

/** How a step stands in a run, as a shape. */
export function StepMark({ state }: { readonly state: StepOverlay['state'] }) {
  return (
    <span title={words[state]} className="inline-flex size-3.5 shrink-0 items-center justify-center">
      <span className="sr-only">{words[state]}</span>
      {state === 'done' ? (
        <Check aria-hidden className="size-3.5 text-ok" />
      ) : (
        <span
          aria-hidden="true"
          className={classNames(
            'block size-2.5',
            state === 'running' && 'animate-spin rounded-full border-[1.5px] border-accent border-r-transparent',
            state === 'failed' && 'rotate-45 rounded-[1px] bg-bad',
            state === 'waiting' && 'rotate-45 rounded-[1px] border-[1.5px] border-warn',
            (state === 'idle' || state === 'skipped') && 'rounded-full border-[1.5px] border-dotted border-faint',
          )}
        />
      )}
    </span>
  );
}
