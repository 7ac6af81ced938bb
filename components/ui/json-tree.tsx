'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronRight, Copy } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import type { Json, JsonPath } from '#core/json/json.ts';
import { formatPath } from '#core/json/path.ts';
import { classNames } from './class-names.ts';
import { containerText, hasAtMost, type JsonRow, jsonRows } from './json-rows.ts';
import { JsonScalar } from './json-value.tsx';
import type { JsonHighlight } from './json-view.tsx';

const LONG = 240;

export interface JsonTreeProps {
  readonly value: Json;
  readonly label: string;
  readonly search: string;
  readonly highlights: readonly JsonHighlight[];
  readonly onPoint?: (path: JsonPath | null) => void;
  readonly onSelect?: (path: JsonPath) => void;
  readonly onCopy: (row: JsonRow) => void;
  readonly className?: string;
}

const originClass = {
  input: 'bg-origin-input/12 shadow-[inset_2px_0_var(--origin-input)]',
  reference: 'bg-origin-reference/12 shadow-[inset_2px_0_var(--origin-reference)]',
  computed: 'bg-origin-computed/12 shadow-[inset_2px_0_var(--origin-computed)]',
  constant: 'bg-origin-constant/12 shadow-[inset_2px_0_var(--origin-constant)]',
  judgement: 'bg-origin-judgement/12 shadow-[inset_2px_0_var(--origin-judgement)]',
} as const;

/** Arrow keys walk, Right and Left open and close, Enter selects, C copies path and value. Only rows in sight exist. */
export function JsonTree(props: JsonTreeProps) {
  const { value, label, search, highlights, onPoint, onSelect, onCopy, className } = props;
  const [toggled, setToggled] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [active, setActive] = useState(0);
  const [whole, setWhole] = useState<ReadonlySet<string>>(new Set());
  const scroller = useRef<HTMLDivElement>(null);

  const opened = useMemo(() => {
    const all = new Map(toggled);
    for (const { path } of highlights) {
      for (let length = 1; length < path.length; length += 1) {
        const id = formatPath(path.slice(0, length));
        if (!all.has(id)) all.set(id, true);
      }
    }
    return all;
  }, [toggled, highlights]);
  // What fits on a screen is shown whole.
  const openDepth = useMemo(() => (hasAtMost(value, 40) ? 8 : 2), [value]);
  const rows = useMemo(
    () => jsonRows(value, { toggled: opened, openDepth, search }),
    [value, opened, search, openDepth],
  );
  const marks = useMemo(() => new Map(highlights.map((mark) => [formatPath(mark.path), mark.origin])), [highlights]);
  const base = rows[0]?.depth ?? 0;
  const nested = rows.some((row) => row.size);

  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 24,
    overscan: 12,
    getItemKey: (index) => rows[index]?.id ?? index,
  });

  const toggle = (row: JsonRow) => setToggled(new Map(toggled).set(row.id, !row.open));
  const go = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(next);
    virtual.scrollToIndex(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const row = rows[active];
    if (!row || event.metaKey || event.ctrlKey || event.altKey) return;
    const parent = () => rows.findLastIndex((candidate, at) => at < active && candidate.depth < row.depth);
    switch (event.key) {
      case 'ArrowDown':
        go(active + 1);
        break;
      case 'ArrowUp':
        go(active - 1);
        break;
      case 'Home':
        go(0);
        break;
      case 'End':
        go(rows.length - 1);
        break;
      case 'ArrowRight':
        if (row.size && !row.open) toggle(row);
        else go(active + 1);
        break;
      case 'ArrowLeft':
        if (row.open) toggle(row);
        else go(parent());
        break;
      case 'Enter':
        if (onSelect) onSelect(row.path);
        else if (row.size) toggle(row);
        break;
      case 'c':
        onCopy(row);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  if (rows.length === 0) return <p className="px-3 py-4 text-xs text-muted">Nothing here holds “{search}”.</p>;
  return (
    <div
      ref={scroller}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={`json-row-${rows[active]?.id ?? ''}`}
      onKeyDown={onKeyDown}
      onMouseLeave={() => onPoint?.(null)}
      className={classNames('group/tree overflow-auto py-1 text-xs', className)}
    >
      <div className="relative w-full" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          const mark = marks.get(row.id);
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around the rows takes the keys (active descendant).
            <div
              key={item.key}
              id={`json-row-${row.id}`}
              ref={virtual.measureElement}
              data-index={item.index}
              role="treeitem"
              tabIndex={-1}
              aria-level={row.depth - base + 1}
              aria-expanded={row.size ? row.open : undefined}
              aria-selected={item.index === active}
              onMouseEnter={() => onPoint?.(row.path)}
              onClick={() => {
                setActive(item.index);
                if (onSelect) onSelect(row.path);
                else if (row.size) toggle(row);
              }}
              className={classNames(
                'group absolute top-0 left-0 flex min-h-6 w-full items-start gap-1 py-0.5 pr-8 leading-5 hover:bg-raised',
                item.index === active && 'group-focus-visible/tree:bg-raised',
                mark !== undefined && (mark ? originClass[mark] : 'bg-accent/12 shadow-[inset_2px_0_var(--accent)]'),
              )}
              style={{ transform: `translateY(${item.start}px)`, paddingLeft: 8 + (row.depth - base) * 14 }}
            >
              {row.size ? (
                <button
                  type="button"
                  tabIndex={-1}
                  aria-label={row.open ? 'Close' : 'Open'}
                  onClick={(event) => {
                    event.stopPropagation();
                    toggle(row);
                  }}
                  className="flex size-4 shrink-0 translate-y-0.5 items-center justify-center text-faint"
                >
                  <ChevronRight
                    aria-hidden
                    className={classNames('size-3 transition-transform', row.open && 'rotate-90')}
                  />
                </button>
              ) : (
                nested && <span className="size-4 shrink-0" />
              )}
              {/* One run of text: a long value goes on below its name and not beside it. */}
              <span className="min-w-0 flex-1 pl-3 -indent-3 [&_button]:indent-0">
                {row.name !== null && (
                  <span className="figures font-mono text-muted">
                    {row.name}
                    <span className="text-faint">: </span>
                  </span>
                )}
                <Value row={row} whole={whole.has(row.id)} onWhole={() => setWhole(new Set(whole).add(row.id))} />
              </span>
              <button
                type="button"
                tabIndex={-1}
                aria-label={`Copy path and value of ${row.id || 'the value'}`}
                title="Copy (C)"
                onClick={(event) => {
                  event.stopPropagation();
                  onCopy(row);
                }}
                className="absolute top-0.5 right-1 hidden size-5 items-center justify-center rounded-sm bg-surface text-muted hover:text-fg group-hover:flex"
              >
                <Copy aria-hidden className="size-3" />
              </button>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Value({
  row,
  whole,
  onWhole,
}: {
  readonly row: JsonRow;
  readonly whole: boolean;
  readonly onWhole: () => void;
}) {
  const { value } = row;
  if (row.size !== null) return <span className="figures font-mono text-faint">{containerText(value)}</span>;
  if (typeof value !== 'string' || value.length <= LONG || whole) {
    return <JsonScalar value={value} className="wrap-anywhere whitespace-pre-wrap" />;
  }
  return (
    <span className="wrap-anywhere">
      <JsonScalar value={value.slice(0, LONG)} />
      <button
        type="button"
        tabIndex={-1}
        onClick={(event) => {
          event.stopPropagation();
          onWhole();
        }}
        className="ml-1 text-accent hover:underline"
      >
        and {value.length - LONG} more characters
      </button>
    </span>
  );
}
