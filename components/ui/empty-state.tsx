import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface EmptyStateProps {
  readonly icon?: LucideIcon;
  readonly title: string;
  /** One sentence: what would be here and how it comes here. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
}

/** Nothing is here yet, and what to do about it. */
export function EmptyState({ icon: Icon, title, children, actions, className }: EmptyStateProps) {
  return (
    <div className={classNames('flex flex-col items-center justify-center gap-1 px-6 py-10 text-center', className)}>
      {Icon && <Icon aria-hidden className="mb-2 size-5 text-faint" strokeWidth={1.5} />}
      <p className="text-sm font-medium">{title}</p>
      {children && <div className="max-w-96 text-sm text-pretty text-muted">{children}</div>}
      {actions && <div className="mt-3 flex flex-wrap items-center justify-center gap-2">{actions}</div>}
    </div>
  );
}
