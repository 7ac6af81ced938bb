'use client';

import { ChevronLeft, Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { plural } from '#components/ui/format.ts';
import { TextInput } from '#components/ui/text-input.tsx';

export interface OfferEntry {
  readonly id: string;
  readonly name: string;
  /** What else it is found by. */
  readonly text: string;
  /** At the right of its line. */
  readonly mark?: ReactNode;
  readonly note?: ReactNode;
  readonly group?: string;
}

export interface OfferBrowserProps {
  /** One of them, and several: `['tool', 'tools']`. */
  readonly noun: readonly [string, string];
  readonly entries: readonly OfferEntry[];
  readonly selected: string | null;
  readonly onSelect: (id: string | null) => void;
  readonly children: ReactNode;
}

/** A list at the left, searched by typing, and the chosen one at the right; on narrow screens one after the other. */
export function OfferBrowser({ noun, entries, selected, onSelect, children }: OfferBrowserProps) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const shown = entries.filter((entry) => `${entry.name} ${entry.text}`.toLowerCase().includes(wanted));
  const groups = [...new Set(shown.map((entry) => entry.group))];
  return (
    <div className="flex min-h-0 flex-1 flex-col md:flex-row">
      <div
        className={classNames(
          'flex min-h-0 flex-1 flex-col border-hairline md:max-w-72 md:flex-none md:basis-72 md:border-r',
          selected !== null && 'hidden md:flex',
        )}
      >
        <div className="relative p-2">
          <Search aria-hidden className="absolute top-4.25 left-4.5 size-3.5 text-faint" />
          <TextInput
            type="search"
            aria-label={`Search ${noun[1]}`}
            placeholder={`Search ${plural(entries.length, noun[0], noun[1])}`}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            className="pl-7.5"
          />
        </div>
        <nav aria-label={noun[1]} className="min-h-0 flex-1 overflow-y-auto px-2 pb-3">
          {groups.map((group) => (
            <div key={group ?? ''}>
              {group && <p className="px-2 pt-2 pb-1 text-2xs font-medium text-faint">{group}</p>}
              <ul className="flex flex-col gap-px">
                {shown
                  .filter((entry) => entry.group === group)
                  .map((entry) => (
                    <li key={entry.id}>
                      <button
                        type="button"
                        aria-current={entry.id === selected ? 'true' : undefined}
                        onClick={() => onSelect(entry.id)}
                        className={classNames(
                          'flex min-h-8 w-full items-center gap-2 rounded-md px-2 py-1 text-left transition-colors hover:bg-raised',
                          entry.id === selected && 'bg-raised',
                        )}
                      >
                        <span className="min-w-0 flex-1">
                          <span className="block truncate font-mono text-xs">{entry.name}</span>
                          {entry.note && <span className="block truncate text-xs text-faint">{entry.note}</span>}
                        </span>
                        {entry.mark}
                      </button>
                    </li>
                  ))}
              </ul>
            </div>
          ))}
          {shown.length === 0 && (
            <EmptyState
              title={wanted ? `No ${noun[0]} holds “${search.trim()}”.` : `This server offers no ${noun[1]}.`}
            />
          )}
        </nav>
      </div>
      <div className={classNames('min-h-0 min-w-0 flex-1 overflow-y-auto', selected === null && 'hidden md:block')}>
        {selected !== null && (
          <Button variant="ghost" size="sm" icon={ChevronLeft} onClick={() => onSelect(null)} className="m-2 md:hidden">
            All {noun[1]}
          </Button>
        )}
        {children}
      </div>
    </div>
  );
}
