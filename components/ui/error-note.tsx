import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface ErrorNoteProps {
  /** What happened, in one plain sentence. */
  readonly title: ReactNode;
  /** Why: the real reason as it came. */
  readonly detail?: ReactNode;
  /** What to do about it. */
  readonly advice?: ReactNode;
  readonly actions?: ReactNode;
  readonly tone?: 'bad' | 'warn';
  readonly className?: string;
}

/** A failure beside the thing that failed. */
export function ErrorNote({ title, detail, advice, actions, tone = 'bad', className }: ErrorNoteProps) {
  const Icon = tone === 'bad' ? CircleAlert : TriangleAlert;
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={classNames(
        'flex items-start gap-2.5 rounded-md border px-3 py-2.5 text-sm',
        tone === 'bad' ? 'border-bad/25 bg-bad/5' : 'border-warn/25 bg-warn/5',
        className,
      )}
    >
      <Icon aria-hidden className={classNames('mt-0.5 size-4 shrink-0', tone === 'bad' ? 'text-bad' : 'text-warn')} />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {detail && <div className="mt-0.5 text-muted wrap-anywhere">{detail}</div>}
        {advice && <div className="mt-1">{advice}</div>}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
