'use client';

import type { LucideIcon } from 'lucide-react';
import * as Radix from 'radix-ui/toggle-group';
import { classNames } from './class-names.ts';

export interface Segment<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly disabled?: boolean;
}

export interface SegmentedProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly segments: readonly Segment<Value>[];
  readonly size?: 'sm' | 'md';
  readonly className?: string;
}

/** A few ways of seeing one thing, in two rows where one is too narrow; arrow keys move. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, value, onChange, segments, size = 'sm', className } = props;
  const choose = (next: string) => {
    const segment = segments.find((candidate) => candidate.value === next);
    if (segment) onChange(segment.value);
  };
  return (
    <Radix.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={choose}
      className={classNames(
        'inline-flex max-w-full shrink-0 flex-wrap rounded-md border border-hairline bg-raised p-0.5',
        className,
      )}
    >
      {segments.map(({ value: id, label: text, icon: Icon, disabled }) => (
        <Radix.Item
          key={id}
          value={id}
          disabled={disabled}
          className={classNames(
            'inline-flex items-center gap-1.5 rounded-[4px] px-2 font-medium whitespace-nowrap text-muted transition-colors hover:text-fg disabled:opacity-50 data-[state=on]:bg-surface data-[state=on]:text-fg data-[state=on]:shadow-sm',
            size === 'sm' ? 'h-5.5 text-xs' : 'h-6.5 text-sm',
          )}
        >
          {Icon && <Icon aria-hidden className="size-3.5" />}
          {text}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
