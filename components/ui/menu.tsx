'use client';

import { Check, type LucideIcon } from 'lucide-react';
import * as Radix from 'radix-ui/dropdown-menu';
import type { ReactElement } from 'react';
import { classNames } from './class-names.ts';
import { Kbd } from './kbd.tsx';

export type MenuEntry =
  | { readonly kind: 'separator'; readonly id: string }
  | { readonly kind: 'heading'; readonly label: string }
  | {
      readonly kind?: 'item';
      readonly label: string;
      readonly icon?: LucideIcon;
      readonly onSelect: () => void;
      readonly keys?: readonly string[];
      readonly danger?: boolean;
      readonly disabled?: boolean;
      /** Given: a choice that is on or off. */
      readonly checked?: boolean;
    };

export interface MenuProps {
  readonly trigger: ReactElement;
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'center' | 'end';
  readonly side?: 'top' | 'right' | 'bottom' | 'left';
}

const item =
  'flex h-8 cursor-default select-none items-center gap-2 rounded-md px-2 text-sm outline-none data-[highlighted]:bg-raised data-[disabled]:opacity-50';

/** Actions on the thing whose trigger it hangs from. */
export function Menu({ trigger, label, entries, align = 'end', side = 'bottom' }: MenuProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-[60vh] min-w-48 max-w-80 animate-rise-in overflow-y-auto rounded-lg bg-surface p-1 shadow-overlay"
        >
          {entries.map((entry) => (
            <Entry key={entry.kind === 'separator' ? entry.id : entry.label} entry={entry} />
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Entry({ entry }: { readonly entry: MenuEntry }) {
  if (entry.kind === 'separator') return <Radix.Separator className="-mx-1 my-1 h-px bg-hairline" />;
  if (entry.kind === 'heading') {
    return <Radix.Label className="px-2 pt-1.5 pb-1 text-2xs font-medium text-faint">{entry.label}</Radix.Label>;
  }
  const { label, icon: Icon, onSelect, keys, danger, disabled, checked } = entry;
  const inside = (
    <>
      {checked !== undefined ? (
        <Check aria-hidden className={classNames('size-3.5 shrink-0', !checked && 'invisible')} />
      ) : (
        Icon && <Icon aria-hidden className={classNames('size-3.5 shrink-0', !danger && 'text-faint')} />
      )}
      <span className="min-w-0 flex-1 truncate">{label}</span>
      {keys && <Kbd keys={keys} />}
    </>
  );
  const className = classNames(item, danger && 'text-bad');
  return checked !== undefined ? (
    <Radix.CheckboxItem checked={checked} onCheckedChange={onSelect} disabled={disabled} className={className}>
      {inside}
    </Radix.CheckboxItem>
  ) : (
    <Radix.Item onSelect={onSelect} disabled={disabled} className={className}>
      {inside}
    </Radix.Item>
  );
}
