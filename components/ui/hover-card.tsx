'use client';

import * as Radix from 'radix-ui/hover-card';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface HoverCardProps {
  /** One focusable element; the card opens when pointed at and when focused. */
  readonly trigger: ReactElement;
  readonly children: ReactNode;
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
  readonly align?: 'start' | 'center' | 'end';
  readonly onOpenChange?: (open: boolean) => void;
  readonly className?: string;
  /** Keeps it shut, e.g. while the same stands open elsewhere. */
  readonly disabled?: boolean;
}

/** More about the thing pointed at: evidence, a preview. Nothing in it may be the only way to an action. */
export function HoverCard({
  trigger,
  children,
  side = 'bottom',
  align = 'start',
  onOpenChange,
  className,
  disabled = false,
}: HoverCardProps) {
  return (
    <Radix.Root openDelay={180} closeDelay={80} open={disabled ? false : undefined} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={classNames(
            'z-50 w-80 max-w-[calc(100vw-1rem)] animate-fade-in rounded-lg bg-surface p-3 text-xs shadow-overlay',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
