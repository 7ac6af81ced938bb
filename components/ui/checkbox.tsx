'use client';

import { Check } from 'lucide-react';
import * as Radix from 'radix-ui/checkbox';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';

export interface CheckboxProps {
  readonly label: ReactNode;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  readonly hideLabel?: boolean;
  readonly className?: string;
}

/** A choice that takes effect with the form around it. */
export function Checkbox({ label, checked, onChange, disabled, hideLabel = false, className }: CheckboxProps) {
  const id = useId();
  return (
    <div className={classNames('flex items-start gap-2', className)}>
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={(next) => onChange(next === true)}
        disabled={disabled}
        className="inline-flex size-4 shrink-0 translate-y-0.5 items-center justify-center rounded-sm border border-hairline-strong bg-surface transition-colors disabled:opacity-50 data-[state=checked]:border-transparent data-[state=checked]:bg-accent-fill"
      >
        <Radix.Indicator>
          <Check aria-hidden className="size-3 text-on-accent" strokeWidth={3} />
        </Radix.Indicator>
      </Radix.Root>
      <label htmlFor={id} className={hideLabel ? 'sr-only' : 'min-w-0 text-sm'}>
        {label}
      </label>
    </div>
  );
}
