'use client';

import { Check, ChevronsUpDown } from 'lucide-react';
import * as Radix from 'radix-ui/select';
import { type ReactNode, useId } from 'react';
import { classNames } from './class-names.ts';
import type { ControlProps } from './field.tsx';
import { pageNonce } from './page-nonce.ts';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly label: ReactNode;
  /** Plain text of the label, for typing ahead; needed where `label` is not text. */
  readonly text?: string;
  readonly description?: string;
  readonly group?: string;
  readonly disabled?: boolean;
}

export interface SelectProps<Value extends string> extends Partial<ControlProps> {
  /** Read aloud where there is no {@link Field} around it. */
  readonly label?: string;
  readonly value: Value | null;
  readonly onChange: (value: Value) => void;
  readonly options: readonly SelectOption<Value>[];
  readonly placeholder?: string;
  readonly size?: 'sm' | 'md';
  /** `quiet` has no border until pointed at; for values that are read more often than changed. */
  readonly variant?: 'box' | 'quiet';
  readonly disabled?: boolean;
  readonly className?: string;
}

/** One of several. Values may be any text, the empty one too. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const { label, value, onChange, options, placeholder = 'Choose', size = 'md', variant = 'box', disabled } = props;
  const prefix = useId();
  const groups = [...new Set(options.map((option) => option.group))];
  const index = options.findIndex((option) => option.value === value);
  const choose = (key: string) => {
    const option = options[Number(key.slice(prefix.length))];
    if (option) onChange(option.value);
  };
  return (
    <Radix.Root value={index < 0 ? '' : `${prefix}${index}`} onValueChange={choose} disabled={disabled}>
      <Radix.Trigger
        id={props.id}
        aria-label={label}
        aria-describedby={props['aria-describedby']}
        aria-invalid={props['aria-invalid']}
        className={classNames(
          'inline-flex min-w-0 items-center justify-between gap-2 rounded-md border text-fg transition-colors aria-invalid:border-bad disabled:opacity-60 data-[placeholder]:text-faint',
          variant === 'box'
            ? 'border-hairline bg-surface shadow-card hover:border-hairline-strong'
            : 'border-transparent hover:border-hairline hover:bg-raised',
          size === 'sm' ? 'h-7 px-2 text-xs' : 'h-8 px-2.5 text-sm',
          props.className,
        )}
      >
        <span className="min-w-0 truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <ChevronsUpDown aria-hidden className="size-3 shrink-0 text-faint" />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-60 max-h-[min(24rem,var(--radix-select-content-available-height))] min-w-[var(--radix-select-trigger-width)] max-w-96 animate-rise-in overflow-hidden rounded-lg bg-surface shadow-overlay"
        >
          <Radix.Viewport nonce={pageNonce()} className="p-1">
            {groups.map((group) => (
              <Radix.Group key={group ?? ''}>
                {group && (
                  <Radix.Label className="px-2 pt-1.5 pb-1 text-2xs font-medium text-faint">{group}</Radix.Label>
                )}
                {options.map((option, at) =>
                  option.group === group ? (
                    <Radix.Item
                      key={option.value}
                      value={`${prefix}${at}`}
                      textValue={option.text}
                      disabled={option.disabled}
                      className="flex cursor-default select-none items-start gap-2 rounded-md px-2 py-1.5 text-sm outline-none data-[disabled]:opacity-50 data-[highlighted]:bg-raised"
                    >
                      <span className="flex size-3.5 shrink-0 translate-y-[3px] items-center">
                        <Radix.ItemIndicator>
                          <Check aria-hidden className="size-3.5" />
                        </Radix.ItemIndicator>
                      </span>
                      <span className="min-w-0 flex-1">
                        <Radix.ItemText>{option.label}</Radix.ItemText>
                        {option.description && <span className="block text-xs text-muted">{option.description}</span>}
                      </span>
                    </Radix.Item>
                  ) : null,
                )}
              </Radix.Group>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
