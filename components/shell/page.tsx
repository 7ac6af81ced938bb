import type { ReactNode } from 'react';
import { classNames } from '#components/ui/class-names.ts';

export interface PageProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** The main action last. */
  readonly actions?: ReactNode;
  /** Above the title: the way back. */
  readonly back?: ReactNode;
  readonly width?: 'reading' | 'wide';
  readonly children: ReactNode;
}

/** A page that is read from top to bottom: lists and forms. It scrolls; its width is bounded. */
export function Page({ title, description, actions, back, width = 'wide', children }: PageProps) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div
        className={classNames('mx-auto px-4 pt-6 pb-16 sm:px-8 sm:pt-8', width === 'wide' ? 'max-w-6xl' : 'max-w-3xl')}
      >
        {back && <div className="mb-2">{back}</div>}
        <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0">
            <h1 className="text-xl font-semibold">{title}</h1>
            {description && <p className="mt-1 max-w-prose text-sm text-pretty text-muted">{description}</p>}
          </div>
          {actions && <div className="flex shrink-0 flex-wrap items-center gap-2">{actions}</div>}
        </header>
        <div className="mt-6">{children}</div>
      </div>
    </div>
  );
}
