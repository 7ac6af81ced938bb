'use client';

import * as Radix from 'radix-ui/switch';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

export interface SwitchProps {
  readonly label: ReactNode;
  readonly hint?: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly hideLabel?: boolean;
  readonly className?: string;
}

/** On or off, at once: for settings that need no Save. */
export function Switch({ label, hint, checked, onChange, disabled, hideLabel = false, className }: SwitchProps) {
  const id = useId();
  return (
    <div className={classNames('flex items-start gap-3', className)}>
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className="inline-flex h-4.5 w-8 shrink-0 translate-y-px items-center rounded-full bg-hairline-strong p-0.5 transition-colors disabled:opacity-50 data-[state=checked]:bg-accent-fill"
      >
        <Radix.Thumb className="block size-3.5 rounded-full bg-white shadow-sm transition-transform data-[state=checked]:translate-x-3.5" />
      </Radix.Root>
      <div className={hideLabel ? 'sr-only' : 'min-w-0'}>
        <label htmlFor={id} className="text-sm">
          {label}
        </label>
        {hint && (
          <p id={`${id}-hint`} className="text-xs text-muted">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
