import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface CardProps {
  readonly title?: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
  readonly footer?: ReactNode;
  /** No padding around `children`: lists and tables that reach the edges. */
  readonly flush?: boolean;
  readonly className?: string;
}

/** One surface with a hairline; never a card in a card. */
export function Card({ title, description, actions, children, footer, flush = false, className }: CardProps) {
  const headed = title !== undefined || actions !== undefined;
  return (
    <section className={classNames('min-w-0 rounded-lg border border-hairline bg-surface shadow-card', className)}>
      {headed && (
        <header className={classNames('flex items-start gap-3 px-4 py-3', flush && 'border-b border-hairline')}>
          <div className="min-w-0 flex-1">
            {title && <h2 className="text-sm font-semibold">{title}</h2>}
            {description && <p className="mt-0.5 text-xs text-muted">{description}</p>}
          </div>
          {actions && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
        </header>
      )}
      {children && <div className={flush ? undefined : classNames('px-4 pb-4', !headed && 'pt-4')}>{children}</div>}
      {footer && <footer className="border-t border-hairline px-4 py-2.5 text-xs text-muted">{footer}</footer>}
    </section>
  );
}
