'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { isJsonObject, type Json, type JsonPath } from '#core/json/json.ts';
import { formatPath } from '#core/json/path.ts';
import { classNames } from './class-names.ts';
import { containerText, tableColumns } from './json-rows.ts';
import type { JsonHighlight } from './json-view.tsx';
import { ScrollRegion } from './scroll-region.tsx';

export interface JsonTableProps {
  readonly rows: readonly Json[];
  /** Path of the list within the whole value. */
  readonly path: JsonPath;
  readonly label: string;
  readonly search: string;
  readonly highlights: readonly JsonHighlight[];
  readonly onPoint?: (path: JsonPath | null) => void;
  readonly onSelect?: (path: JsonPath) => void;
  readonly className?: string;
}

/** A list of objects, a row each; the header stays, only rows in sight exist. */
export function JsonTable({ rows, path, label, search, highlights, onPoint, onSelect, className }: JsonTableProps) {
  const scroller = useRef<HTMLElement>(null);
  const columns = useMemo(() => tableColumns(rows), [rows]);
  const marked = useMemo(() => new Set(highlights.map((mark) => formatPath(mark.path))), [highlights]);
  const wanted = search.trim().toLowerCase();
  const shown = useMemo(
    () =>
      rows
        .map((row, index) => ({ row, index }))
        .filter(({ row }) => wanted === '' || JSON.stringify(row).toLowerCase().includes(wanted)),
    [rows, wanted],
  );
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  if (shown.length === 0) return <p className="px-3 py-4 text-xs text-muted">No row holds “{search}”.</p>;
  return (
    <ScrollRegion ref={scroller} label={label} className={classNames('overflow-auto', className)}>
      <table className="min-w-full border-separate border-spacing-0 text-left text-xs">
        <thead>
          <tr>
            <th scope="col" className="figures sticky top-0 z-1 border-b bg-surface px-3 py-1.5 font-medium text-faint">
              #
            </th>
            {columns.map((column) => (
              <th
                key={column}
                scope="col"
                className="sticky top-0 z-1 border-b bg-surface px-3 py-1.5 font-mono font-medium whitespace-nowrap text-muted"
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onMouseLeave={() => onPoint?.(null)}>
          {before > 0 && <Gap height={before} span={columns.length + 1} />}
          {items.map((item) => {
            const entry = shown[item.index];
            if (!entry) return null;
            return (
              <tr key={entry.index} className="h-7 hover:bg-raised">
                <td className="figures border-b px-3 py-1 text-faint">{entry.index}</td>
                {columns.map((column) => {
                  const cell = isJsonObject(entry.row) ? entry.row[column] : undefined;
                  const at = [...path, entry.index, column];
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the same choice is on the tree by keyboard.
                    <td
                      key={column}
                      onMouseEnter={() => onPoint?.(at)}
                      onClick={onSelect && (() => onSelect(at))}
                      className={classNames(
                        'max-w-80 truncate border-b px-3 py-1 whitespace-nowrap',
                        marked.has(formatPath(at)) && 'bg-accent/12',
                      )}
                    >
                      <Cell value={cell} />
                    </td>
                  );
                })}
              </tr>
            );
          })}
          {after > 0 && <Gap height={after} span={columns.length + 1} />}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Gap({ height, span }: { readonly height: number; readonly span: number }) {
  return (
    <tr>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}

function Cell({ value }: { readonly value: Json | undefined }) {
  if (value === undefined) return <span className="text-faint">–</span>;
  if (typeof value === 'string') return <span title={value}>{value}</span>;
  if (typeof value === 'number') return <span className="figures font-mono">{value}</span>;
  if (typeof value === 'object' && value !== null) {
    return (
      <span title={JSON.stringify(value).slice(0, 400)} className="figures font-mono text-faint">
        {containerText(value)}
      </span>
    );
  }
  return <span className="font-mono text-faint">{String(value)}</span>;
}
