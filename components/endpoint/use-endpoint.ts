'use client';

import { useEffect, useState } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { useAction } from '#components/prototype/use-action.ts';
import type { EndpointSwitch, EndpointView } from '#core/live/endpoint-view.ts';

/** How the workflow is called by others, read again whenever the switch or the workflow changed; and the switch. */
export function useEndpoint() {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const position = usePrototype(({ snapshot }) => snapshot.prototype.endpoint);
  const version = usePrototype(({ snapshot }) => snapshot.workflow?.version);
  const { reload } = usePrototypeActions();
  const [view, setView] = useState<EndpointView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const path = `/api/prototypes/${id}/endpoint`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another switch or version says that it is time to look again.
  useEffect(() => {
    const loading = new AbortController();
    requestJson<EndpointView>(path, { signal: loading.signal }).then(
      (answer) => {
        setView(answer);
        setProblem(null);
      },
      (error: unknown) => {
        if (!loading.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
      },
    );
    return () => loading.abort();
  }, [path, position, version]);
  const change = useAction(async (next: EndpointSwitch) => {
    setView(await requestJson<EndpointView>(path, { method: 'PATCH', body: { switch: next } }));
    await reload();
  });
  return { view, problem, change };
}
