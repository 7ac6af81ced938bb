'use client';

import { useCallback, useEffect, useState } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import type { EffectRecord } from '#core/effects/ledger.ts';
import type { RunEvent } from '#core/execution/run-event.ts';
import type { RunView, WorkflowView } from '#core/live/prototype-snapshot.ts';

export interface RunDetail {
  readonly run: RunView;
  readonly events: readonly RunEvent[];
  readonly effects: readonly EffectRecord[];
  readonly workflow: WorkflowView;
}

const PAUSE_MS = 120;

/** A run with all its events, kept current: what is heard live says that it is time to load what is committed. */
export function useRunDetail(runId: string | null): {
  readonly detail: RunDetail | null;
  readonly problem: string | null;
  readonly load: () => Promise<void>;
} {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const heard = usePrototype(({ runEvents }) => (runId === null ? undefined : runEvents.get(runId)));
  const listed = usePrototype(({ snapshot }) => snapshot.runs.find((run) => run.id === runId));
  const [detail, setDetail] = useState<RunDetail | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const load = useCallback(
    async (signal?: AbortSignal) => {
      if (runId === null) return;
      try {
        setDetail(await requestJson<RunDetail>(`/api/prototypes/${id}/runs/${runId}`, { signal }));
        setProblem(null);
      } catch (error) {
        if (!signal?.aborted) setProblem(error instanceof Error ? error.message : String(error));
      }
    },
    [id, runId],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: both only say that it is time to look again.
  useEffect(() => {
    const loading = new AbortController();
    const timer = setTimeout(() => void load(loading.signal), detail === null ? 0 : PAUSE_MS);
    return () => {
      clearTimeout(timer);
      // A look that is under way when more is heard is finished by the next one.
      if (detail === null) loading.abort();
    };
  }, [load, heard, listed]);
  return { detail: detail?.run.id === runId ? detail : null, problem, load };
}
