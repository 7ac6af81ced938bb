'use client';

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import type { RunEvent } from '#core/execution/run-event.ts';
import type { RunView, WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { PlacedRunEvent } from '#core/live/studio-event.ts';
import { withHeardEvents } from './with-heard-events.ts';

export interface RunDetail {
  readonly run: RunView;
  readonly events: readonly RunEvent[];
  /** Indexes of events in which a large value is only begun. */
  readonly cut: readonly number[];
  readonly workflow: WorkflowView;
}

const nothing: readonly PlacedRunEvent[] = [];

/**
 * A run with all its events, kept current: loaded once, then told by the stream. Loaded again only where the stream
 * left something out, and when the run's standing changes.
 */
export function useRunDetail(runId: string | null): {
  readonly detail: RunDetail | null;
  readonly problem: string | null;
  readonly load: () => Promise<void>;
} {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const heard = usePrototype(({ runEvents }) => (runId === null ? undefined : runEvents.get(runId))) ?? nothing;
  const listed = usePrototype(({ snapshot }) => snapshot.runs.find((run) => run.id === runId));
  const [loaded, setLoaded] = useState<RunDetail | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef(0);
  const load = useCallback(async () => {
    if (runId === null) return;
    latest.current += 1;
    const mine = latest.current;
    try {
      const answer = await requestJson<RunDetail>(`/api/prototypes/${id}/runs/${runId}`);
      // Of two that cross on the way the later one holds.
      if (mine !== latest.current) return;
      setLoaded(answer);
      setProblem(null);
    } catch (error) {
      if (mine === latest.current) setProblem(error instanceof Error ? error.message : String(error));
    }
  }, [id, runId]);
  const known = loaded?.run.id === runId ? loaded : null;
  const whole = useMemo(() => known && withHeardEvents(known, heard), [known, heard]);
  const missed = whole?.missed ?? false;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the others say that it is time to look again.
  useEffect(() => {
    void load();
  }, [load, listed?.status, listed?.endedAt, missed]);
  const detail = useMemo(() => whole && { ...whole.detail, run: current(whole.detail.run, listed) }, [whole, listed]);
  return { detail, problem, load };
}

/** How the run stands by the newer of both; only what was loaded for its page has the whole output. */
function current(loaded: RunView, listed: RunView | undefined): RunView {
  if (!listed || (listed.status === loaded.status && listed.endedAt === loaded.endedAt)) return loaded;
  return listed;
}
