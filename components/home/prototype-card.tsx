'use client';

import { CircleHelp, MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { Badge } from '#components/ui/badge.tsx';
import { plural } from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { Time } from '#components/ui/time.tsx';
import type { PrototypeSummary } from '#core/live/prototype-summary.ts';
import { GraphThumbnail } from './graph-thumbnail.tsx';
import { RunNote } from './run-note.tsx';

export interface PrototypeCardProps {
  readonly summary: PrototypeSummary;
  readonly onRename: () => void;
  readonly onDelete: () => void;
}

/** One prototype: its picture, what it is, and what is still open about it. The whole card opens it. */
export function PrototypeCard({ summary, onRename, onDelete }: PrototypeCardProps) {
  const { prototype, calls, callCount, openQuestions, workflowVersion, lastRun } = summary;
  return (
    <article className="group relative flex min-w-0 flex-col overflow-hidden rounded-lg border border-hairline bg-surface shadow-card transition-colors hover:border-hairline-strong has-[a:focus-visible]:border-accent">
      <GraphThumbnail calls={calls} className="h-28 border-b border-hairline p-2" />
      <div className="flex min-w-0 flex-1 flex-col gap-2 px-3.5 pt-3 pb-3">
        <div className="flex min-w-0 items-start gap-1">
          <h2 className="min-w-0 flex-1 text-sm font-medium">
            <Link
              href={`/prototypes/${prototype.id}`}
              className="line-clamp-2 outline-none after:absolute after:inset-0 after:rounded-lg"
            >
              {prototype.name}
            </Link>
          </h2>
          <Menu
            label={`Actions on ${prototype.name}`}
            trigger={<IconButton icon={MoreHorizontal} label="Actions" size="sm" className="relative -mt-0.5 -mr-1" />}
            entries={[
              { label: 'Rename', icon: Pencil, onSelect: onRename },
              { kind: 'separator', id: 'before-delete' },
              { label: 'Delete', icon: Trash2, onSelect: onDelete, danger: true },
            ]}
          />
        </div>
        <p className="text-xs text-muted">
          {callCount === 0 ? 'Nothing recorded yet' : plural(callCount, 'call')}
          {prototype.servers.length > 0 && ` · ${prototype.servers.join(', ')}`}
        </p>
        <div className="mt-auto flex min-h-5 flex-wrap items-center gap-1.5 pt-1">
          {prototype.sample && <Badge>Sample</Badge>}
          {openQuestions > 0 && (
            <Badge tone="warn" icon={CircleHelp}>
              {plural(openQuestions, 'question')}
            </Badge>
          )}
          {lastRun ? (
            <RunNote run={lastRun} />
          ) : (
            <span className="text-xs text-faint">{workflowVersion === null ? 'No workflow yet' : 'Not run yet'}</span>
          )}
          <Time at={prototype.updatedAt} className="ml-auto text-xs text-faint" />
        </div>
      </div>
    </article>
  );
}
