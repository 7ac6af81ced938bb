'use client';

import { useEffect, useState } from 'react';
import { requestJson } from '#components/prototype/request-json.ts';
import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { ProofCheck } from '#core/workflow/inference-result.ts';

/** How long edits have to rest before the ladder is run on what they gave. */
const REST_MS = 400;

/** The checks of a version: kept with it, or run on the server where it was changed by hand. Null while they run. */
export function useChecks(prototype: string, view: WorkflowView): readonly ProofCheck[] | null {
  const [found, setFound] = useState<{ readonly version: number; readonly checks: readonly ProofCheck[] } | null>(null);
  const { version } = view;
  const kept = view.proof.checks;
  const wanted = kept.length === 0;
  useEffect(() => {
    if (!wanted) return;
    const loading = new AbortController();
    const timer = setTimeout(() => {
      const path = `/api/prototypes/${prototype}/workflow/checks?version=${version}`;
      requestJson<readonly ProofCheck[]>(path, { signal: loading.signal }).then(
        (checks) => setFound({ version, checks }),
        // Without an answer there are no checks to show; the next version asks again.
        () => !loading.signal.aborted && setFound({ version, checks: [] }),
      );
    }, REST_MS);
    return () => {
      clearTimeout(timer);
      loading.abort();
    };
  }, [prototype, version, wanted]);
  if (!wanted) return kept;
  return found?.version === version ? found.checks : null;
}
