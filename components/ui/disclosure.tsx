import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface DisclosureProps {
  readonly summary: ReactNode;
  /** Open at first. */
  readonly open?: boolean;
  readonly children: ReactNode;
  readonly className?: string;
}

/** More, for those who want it; the browser's own details, so it also works with the page's search. */
export function Disclosure({ summary, open = false, children, className }: DisclosureProps) {
  return (
    <details open={open} className={classNames('group/more min-w-0', className)}>
      <summary className="flex w-fit list-none items-center gap-1.5 rounded-sm text-sm text-muted select-none hover:text-fg [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-3.5 shrink-0 transition-transform group-open/more:rotate-90" />
        {summary}
      </summary>
      <div className="mt-2.5 min-w-0">{children}</div>
    </details>
  );
}
