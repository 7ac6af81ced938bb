'use client';

import type { LucideIcon } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import * as Radix from 'radix-ui/tabs';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

const row = 'flex h-9 items-stretch gap-4 overflow-x-auto border-b border-hairline [scrollbar-width:none]';
const tab =
  'relative -mb-px inline-flex items-center gap-1.5 whitespace-nowrap border-b-2 text-sm transition-colors hover:text-fg -outline-offset-2';
const resting = 'border-transparent text-muted';
const chosen = 'border-fg font-medium text-fg';

function Count({ value }: { readonly value: number }) {
  return <span className="figures text-2xs text-faint">{value}</span>;
}

export interface TabItem<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly count?: number;
  readonly disabled?: boolean;
  readonly content: ReactNode;
}

export interface TabsProps<Id extends string> {
  readonly label: string;
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  readonly items: readonly TabItem<Id>[];
  /** Stands at the right end of the row. */
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly listClassName?: string;
  readonly panelClassName?: string;
}

/** Tabs within a page; arrow keys move, only the chosen panel is mounted. */
export function Tabs<Id extends string>(props: TabsProps<Id>) {
  const { label, value, onChange, items, actions, className, listClassName, panelClassName } = props;
  const choose = (id: string) => {
    const item = items.find((candidate) => candidate.id === id);
    if (item) onChange(item.id);
  };
  return (
    <Radix.Root value={value} onValueChange={choose} className={classNames('flex min-h-0 flex-col', className)}>
      <div className={classNames(row, listClassName)}>
        <Radix.List aria-label={label} className="flex items-stretch gap-4">
          {items.map(({ id, label: text, icon: Icon, count, disabled }) => (
            <Radix.Trigger
              key={id}
              value={id}
              disabled={disabled}
              className={classNames(tab, id === value ? chosen : resting, 'disabled:opacity-50')}
            >
              {Icon && <Icon aria-hidden className="size-3.5" />}
              {text}
              {count !== undefined && <Count value={count} />}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {actions && <div className="ml-auto flex items-center gap-1">{actions}</div>}
      </div>
      {items.map(({ id, content }) => (
        <Radix.Content key={id} value={id} className={classNames('min-h-0 flex-1', panelClassName)}>
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}

export interface LinkTab {
  readonly href: string;
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly count?: number;
  /** Also current on pages below `href`. */
  readonly below?: boolean;
}

export interface LinkTabsProps {
  readonly label: string;
  readonly items: readonly LinkTab[];
  readonly className?: string;
}

/** Tabs that are pages: real links, the current one marked for screen readers too. */
export function LinkTabs({ label, items, className }: LinkTabsProps) {
  const path = usePathname();
  return (
    <nav aria-label={label} className={classNames(row, className)}>
      {items.map(({ href, label: text, icon: Icon, count, below }) => {
        const current = path === href || (below === true && path.startsWith(`${href}/`));
        return (
          <Link
            key={href}
            href={href}
            aria-current={current ? 'page' : undefined}
            className={classNames(tab, current ? chosen : resting)}
          >
            {Icon && <Icon aria-hidden className="size-3.5" />}
            {text}
            {count !== undefined && <Count value={count} />}
          </Link>
        );
      })}
    </nav>
  );
}
