'use client';

import { useState } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Time } from '#components/ui/time.tsx';
import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import { diffWorkflows } from '#core/workflow/diff-workflows.ts';
import type { VersionEntry } from './use-versions.ts';
import { VersionChanges } from './version-changes.tsx';

const how: Record<WorkflowView['how'], string> = {
  inferred: 'made from the recording',
  answered: 'a question was answered',
  edited: 'changed by hand',
};

interface VersionListProps {
  readonly view: WorkflowView;
  readonly entries: readonly VersionEntry[] | null;
  readonly busy: boolean;
  readonly onRestore: (version: number) => void;
}

/** Every kept version, newest first; choosing one shows what the current one has otherwise. */
export function VersionList({ view, entries, busy, onRestore }: VersionListProps) {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const [chosen, setChosen] = useState<WorkflowView | null>(null);
  const open = async (version: number) => {
    setChosen(await requestJson<WorkflowView>(`/api/prototypes/${id}/workflow?version=${version}`));
  };
  if (!entries) return <Skeleton className="m-4 w-1/2" />;
  return (
    <ol className="divide-y divide-hairline text-xs">
      {entries.map((entry) => {
        const current = entry.version === view.version;
        const shown = chosen?.version === entry.version;
        return (
          <li key={entry.version} className={classNames('px-4 py-1.5', shown && 'bg-sunken')}>
            <div className="flex h-7 items-center gap-2">
              <button
                type="button"
                disabled={current}
                aria-expanded={current ? undefined : shown}
                title={current ? undefined : 'Compare with the current version'}
                onClick={() => (shown ? setChosen(null) : void open(entry.version))}
                className="flex min-w-0 flex-1 items-baseline gap-2 text-left enabled:hover:underline"
              >
                <span className="figures w-6 shrink-0 font-medium">{entry.version}</span>
                <span className="min-w-0 truncate text-muted">
                  {entry.restores === undefined ? how[entry.how] : `version ${entry.restores} brought back`}
                </span>
              </button>
              <Time at={entry.createdAt} className="shrink-0 text-faint" />
              {current ? (
                <span className="w-20 shrink-0 text-right text-faint">current</span>
              ) : (
                <Button
                  size="sm"
                  variant="ghost"
                  disabled={busy}
                  onClick={() => onRestore(entry.version)}
                  className="w-20"
                >
                  Bring back
                </Button>
              )}
            </div>
            {shown && chosen && <VersionChanges changes={diffWorkflows(chosen.workflow, view.workflow)} />}
          </li>
        );
      })}
    </ol>
  );
}
