import { classNames } from './class-names.ts';

export type DotState = 'ok' | 'busy' | 'waiting' | 'failed' | 'off';

const shapes: Record<DotState, string> = {
  ok: 'bg-ok rounded-full',
  busy: 'border-[1.5px] border-accent rounded-full animate-pulse',
  waiting: 'border-[1.5px] border-warn rounded-full',
  failed: 'bg-bad rounded-[2px] rotate-45 scale-90',
  off: 'border-[1.5px] border-hairline-strong rounded-full',
};

export interface StatusDotProps {
  readonly state: DotState;
  /** Read aloud; leave out only where the words stand beside the dot. */
  readonly label?: string;
  readonly className?: string;
}

/** State by shape first (full, ring, diamond) and colour second. */
export function StatusDot({ state, label, className }: StatusDotProps) {
  return (
    <span title={label} className={classNames('inline-flex size-2 shrink-0 items-center justify-center', className)}>
      <span aria-hidden="true" className={classNames('block size-2', shapes[state])} />
      {label && <span className="sr-only">{label}</span>}
    </span>
  );
}
