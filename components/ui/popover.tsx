'use client';

import * as Radix from 'radix-ui/popover';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface PopoverProps {
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  /** Read aloud as the name of the panel. */
  readonly label: string;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly align?: 'start' | 'center' | 'end';
  readonly className?: string;
}

/** A small panel at the thing it belongs to; opened by a click, closed by Escape or a click elsewhere. */
export function Popover(props: PopoverProps) {
  const { trigger, children, label, open, onOpenChange, side = 'bottom', align = 'start', className } = props;
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={classNames(
            'z-50 w-80 max-w-[calc(100vw-1rem)] animate-rise-in rounded-lg bg-surface p-3 text-sm shadow-overlay outline-none',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
