'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { useAction } from '#components/prototype/use-action.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { KeepReport } from '#core/keep/keep-report.ts';
import type { KeepSwitch, KeepView } from '#core/live/keep-view.ts';
import type { Keep } from '#core/workflow/keep.ts';

/** How the prototype is kept, read again whenever something changed in it; and what can be done with that. */
export function useKeep() {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const seq = usePrototype(({ snapshot }) => snapshot.seq);
  const { reload } = usePrototypeActions();
  const [view, setView] = useState<KeepView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  /** What the user's own look saw; newer than what the last pass remembers, or not shown. */
  const [looked, setLooked] = useState<KeepReport | null>(null);
  const latest = useRef(0);
  const path = `/api/prototypes/${id}/keep`;
  const load = useCallback(async () => {
    latest.current += 1;
    const mine = latest.current;
    try {
      const answer = await requestJson<KeepView>(path);
      if (mine !== latest.current) return;
      setView(answer);
      setProblem(null);
    } catch (error) {
      if (mine === latest.current) setProblem(error instanceof Error ? error.message : String(error));
    }
  }, [path]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a newer snapshot says that it is time to look again.
  useEffect(() => {
    void load();
  }, [load, seq]);

  const pass = useAction(async (mode: 'plan' | 'apply') => {
    const inputs: JsonObject = view?.inputs ?? {};
    const report = await requestJson<KeepReport>(`${path}/passes`, { method: 'POST', body: { mode, inputs } });
    setLooked(report);
    await load();
  });
  const change = useAction(
    async (keep: Keep | undefined) => {
      const body = { edit: { edit: 'setKeep', ...(keep ? { keep } : {}) } };
      await requestJson(`/api/prototypes/${id}/workflow`, { method: 'PATCH', body });
      setLooked(null);
      await reload();
    },
    { inTurn: true },
  );
  const stand = useAction(async (position: KeepSwitch) => {
    setView(await requestJson<KeepView>(path, { method: 'PATCH', body: { switch: position } }));
  });
  const last = view?.state.lastReport;
  const report = looked && (!last || looked.at >= last.at) ? looked : (last ?? null);
  return { view, problem, report, pass, change, stand };
}
