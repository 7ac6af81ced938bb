'use client';

import { X } from 'lucide-react';
import * as Radix from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons; the main one last. */
  readonly footer?: ReactNode;
  readonly size?: 'sm' | 'md' | 'lg';
  /** `side` is a sheet at the right edge, for details beside what they belong to. */
  readonly placement?: 'centre' | 'side';
}

const widths = { sm: 'max-w-sm', md: 'max-w-xl', lg: 'max-w-4xl' } as const;

/** Takes the keyboard until it is closed; Escape closes; focus returns to where it was. */
export function Dialog(props: DialogProps) {
  const { open, onOpenChange, title, description, children, footer, size = 'md', placement = 'centre' } = props;
  const place =
    placement === 'centre'
      ? 'left-1/2 top-[8vh] max-h-[84vh] w-[calc(100vw-1.5rem)] -translate-x-1/2 overflow-hidden rounded-xl animate-fade-in'
      : 'inset-y-0 right-0 h-full w-full animate-slide-in sm:border-l';
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade-in bg-overlay" />
        <Radix.Content
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={classNames('fixed z-50 flex flex-col bg-surface shadow-overlay outline-none', place, widths[size])}
        >
          <header className="py-4 pr-12 pl-5">
            <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
            {description && <Radix.Description className="mt-1 text-sm text-muted">{description}</Radix.Description>}
          </header>
          {children && <div className="min-h-0 flex-1 overflow-y-auto px-5 pb-5">{children}</div>}
          {footer && (
            <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-hairline px-5 py-3">
              {footer}
            </footer>
          )}
          {/* Last, so that the first field or button of the dialog gets the keyboard. */}
          <Radix.Close
            aria-label="Close"
            className="absolute top-3.5 right-3.5 flex size-7 items-center justify-center rounded-md text-muted transition-colors hover:bg-raised hover:text-fg"
          >
            <X aria-hidden className="size-4" />
          </Radix.Close>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
