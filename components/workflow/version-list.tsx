'use client';

import { useEffect, useState } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Time } from '#components/ui/time.tsx';
import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import { diffWorkflows, type WorkflowChange } from '#core/workflow/diff-workflows.ts';

interface Entry {
  readonly version: number;
  readonly createdAt: string;
  readonly how: WorkflowView['how'];
}

const how: Record<WorkflowView['how'], string> = {
  inferred: 'made from the recording',
  answered: 'a question was answered',
  edited: 'changed by hand',
};

interface VersionListProps {
  readonly view: WorkflowView;
  readonly busy: boolean;
  readonly onRestore: (version: number) => void;
}

/** Every kept version, newest first, and what the chosen one has otherwise than the current one. */
export function VersionList({ view, busy, onRestore }: VersionListProps) {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const [entries, setEntries] = useState<readonly Entry[] | null>(null);
  const [chosen, setChosen] = useState<WorkflowView | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version only says that it is time to look again.
  useEffect(() => {
    const loading = new AbortController();
    requestJson<readonly Entry[]>(`/api/prototypes/${id}/workflow/versions`, { signal: loading.signal }).then(
      setEntries,
      () => undefined,
    );
    return () => loading.abort();
  }, [id, view.version]);
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
          <li key={entry.version} className={classNames('px-4 py-2', shown && 'bg-raised')}>
            <div className="flex items-center gap-2">
              <button
                type="button"
                disabled={current}
                aria-expanded={shown}
                onClick={() => (shown ? setChosen(null) : void open(entry.version))}
                className="flex min-w-0 flex-1 items-baseline gap-2 text-left hover:underline disabled:no-underline"
              >
                <span className="figures w-6 shrink-0 font-medium">{entry.version}</span>
                <span className="min-w-0 truncate text-muted">{how[entry.how]}</span>
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
            {shown && chosen && <Changes changes={diffWorkflows(chosen.workflow, view.workflow)} />}
          </li>
        );
      })}
    </ol>
  );
}

const signs: Record<WorkflowChange['kind'], { readonly sign: string; readonly colour: string }> = {
  added: { sign: '+', colour: 'text-ok' },
  removed: { sign: '−', colour: 'text-bad' },
  changed: { sign: '~', colour: 'text-warn' },
  moved: { sign: '↕', colour: 'text-muted' },
};

function Changes({ changes }: { readonly changes: readonly WorkflowChange[] }) {
  if (changes.length === 0) return <p className="mt-1 pl-8 text-muted">The same program as the current version.</p>;
  return (
    <div className="mt-1 pl-8">
      <p className="text-2xs text-faint">From here to the current version</p>
      <ul className="mt-1 flex flex-col gap-1">
        {changes.map((change) => (
          <li key={`${change.what}${change.subject}${change.kind}`} className="flex gap-2">
            <span className={classNames('w-3 shrink-0 font-mono', signs[change.kind].colour)}>
              {signs[change.kind].sign}
            </span>
            <span className="min-w-0">
              {change.subject && <span className="mr-1 font-mono">{change.subject}</span>}
              <span className="text-muted">{change.sentence}</span>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
