'use client';

import { useEffect, useState } from 'react';
import type { ServerView } from '#core/server/server-view.ts';
import { usePrototype } from './prototype-provider.tsx';
import { requestJson } from './request-json.ts';

/** All registered servers and how they stand; loaded again when one changes. Null until they are there. */
export function useServers(): readonly ServerView[] | null {
  const stale = usePrototype((state) => state.stale.servers);
  const [servers, setServers] = useState<readonly ServerView[] | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the count only says that it is time to look again.
  useEffect(() => {
    const loading = new AbortController();
    requestJson<readonly ServerView[]>('/api/servers', { signal: loading.signal }).then(setServers, () => undefined);
    return () => loading.abort();
  }, [stale]);
  return servers;
}
