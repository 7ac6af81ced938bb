'use client';

import { useEffect, useState } from 'react';
import { requestJson } from '#components/prototype/request-json.ts';
import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import { redoEdit, undoEdit } from '#core/workflow/edit/edit-history.ts';
import { versionHistory } from '#core/workflow/versions/version-history.ts';

export interface VersionEntry {
  readonly version: number;
  readonly createdAt: string;
  readonly how: WorkflowView['how'];
  readonly restores?: number;
}

/** Every kept version, newest first, and which of them undo and redo lead to; the same after a reload. */
export function useVersions(
  prototype: string,
  version: number,
): {
  readonly entries: readonly VersionEntry[] | null;
  readonly undo: number | null;
  readonly redo: number | null;
} {
  const [entries, setEntries] = useState<readonly VersionEntry[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new version only says that it is time to look again.
  useEffect(() => {
    const loading = new AbortController();
    requestJson<readonly VersionEntry[]>(`/api/prototypes/${prototype}/workflow/versions`, {
      signal: loading.signal,
    }).then(setEntries, () => undefined);
    return () => loading.abort();
  }, [prototype, version]);
  // Until the list knows the current version, nobody can say what came before it.
  const current = entries?.[0]?.version === version ? entries : null;
  const history = current && versionHistory(current.toReversed());
  if (!history) return { entries, undo: null, redo: null };
  return {
    entries,
    undo: history.past.length > 0 ? undoEdit(history).present : null,
    redo: history.future.length > 0 ? redoEdit(history).present : null,
  };
}
