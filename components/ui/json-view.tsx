'use client';

import { ListTree, Search, Table2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Json, JsonPath } from '#core/json/json.ts';
import type { ValueOrigin } from '#core/workflow/evidence.ts';
import { classNames } from './class-names.ts';
import { CopyButton } from './copy-button.tsx';
import { type JsonRow, tableIn } from './json-rows.ts';
import { JsonTable } from './json-table.tsx';
import { JsonTree } from './json-tree.tsx';
import { JsonScalar } from './json-value.tsx';
import { Segmented } from './segmented.tsx';
import { toast } from './toast.tsx';

export interface JsonHighlight {
  readonly path: JsonPath;
  /** Colours the mark by where the value comes from; the accent where absent. */
  readonly origin?: ValueOrigin;
}

export interface JsonViewProps {
  readonly value: Json;
  /** Names the value for screen readers: "Result of list_pull_requests". */
  readonly label: string;
  /** Stands before copied paths: `pulls` gives `pulls[2].title`. */
  readonly root?: string;
  readonly highlights?: readonly JsonHighlight[];
  /** Pointed at, or null when left. */
  readonly onPoint?: (path: JsonPath | null) => void;
  readonly onSelect?: (path: JsonPath) => void;
  /** Leaves out search and the switch; for small values. */
  readonly bare?: boolean;
  /** Classes of the scrolling part; set its greatest height here. */
  readonly viewClassName?: string;
  readonly className?: string;
}

const noHighlights: readonly JsonHighlight[] = [];

/** Any JSON value, as a table where it is a list of objects and as a tree otherwise; searched, and copied by path. */
export function JsonView(props: JsonViewProps) {
  const { value, label, root = '', highlights = noHighlights, onPoint, onSelect, bare = false, className } = props;
  const { viewClassName = 'max-h-96' } = props;
  const table = useMemo(() => tableIn(value), [value]);
  const [chosen, setChosen] = useState<'tree' | 'table' | null>(null);
  const [search, setSearch] = useState('');
  const shape = table ? (chosen ?? 'table') : 'tree';

  const copyRow = async (row: JsonRow) => {
    const path = `${root}${root && row.id && !row.id.startsWith('[') ? '.' : ''}${row.id}` || 'value';
    const text = typeof row.value === 'string' ? row.value : JSON.stringify(row.value, null, 2);
    await navigator.clipboard.writeText(`${path}\n${text}`);
    toast({ title: `Copied ${path} and its value` });
  };
  const shared = { label, search, highlights, onPoint, onSelect, className: viewClassName };
  return (
    <div className={classNames('min-w-0', className)}>
      {!bare && (
        <div className="flex h-9 items-center gap-2 border-b border-hairline px-2">
          <Search aria-hidden className="size-3.5 shrink-0 text-faint" />
          <input
            type="search"
            aria-label={`Search in ${label}`}
            placeholder="Search names and values"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            className="h-7 min-w-0 flex-1 bg-transparent text-xs outline-offset-2"
          />
          {table && (
            <Segmented
              label="Show as"
              value={shape}
              onChange={setChosen}
              segments={[
                { value: 'table', label: 'Table', icon: Table2 },
                { value: 'tree', label: 'Tree', icon: ListTree },
              ]}
            />
          )}
          <CopyButton text={() => JSON.stringify(value, null, 2)} label="Copy all as JSON" />
        </div>
      )}
      {table && shape === 'table' ? (
        <>
          {table.beside.length > 0 && (
            <dl className="flex flex-wrap gap-x-4 gap-y-1 border-b border-hairline px-3 py-1.5 text-xs">
              {table.beside.map(([name, scalar]) => (
                <div key={name} className="flex min-w-0 gap-1.5">
                  <dt className="font-mono text-muted">{name}:</dt>
                  <dd className="min-w-0 wrap-anywhere">
                    <JsonScalar value={scalar} />
                  </dd>
                </div>
              ))}
            </dl>
          )}
          <JsonTable rows={table.rows} path={table.path} {...shared} />
        </>
      ) : (
        <JsonTree value={value} onCopy={copyRow} {...shared} />
      )}
    </div>
  );
}
