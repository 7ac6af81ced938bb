import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type BadgeTone = 'neutral' | 'accent' | 'ok' | 'warn' | 'bad';

const tones: Record<BadgeTone, string> = {
  neutral: 'border-hairline text-muted bg-surface',
  accent: 'border-transparent text-accent bg-accent-soft',
  ok: 'border-ok/25 text-ok bg-surface',
  warn: 'border-warn/30 text-warn bg-surface',
  bad: 'border-bad/30 text-bad bg-surface',
};

export interface BadgeProps {
  readonly tone?: BadgeTone;
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
  readonly title?: string;
  readonly className?: string;
}

/** One short fact about the thing beside it. */
export function Badge({ tone = 'neutral', icon: Icon, children, title, className }: BadgeProps) {
  return (
    <span
      title={title}
      className={classNames(
        'figures inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 text-2xs font-medium',
        tones[tone],
        className,
      )}
    >
      {Icon && <Icon aria-hidden className="size-3 shrink-0" />}
      {children}
    </span>
  );
}
