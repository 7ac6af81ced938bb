'use client';

import { useEffect, useState } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { GatewayView } from '#core/server/gateway-view.ts';
import { usePrototype } from './prototype-provider.tsx';
import { requestJson } from './request-json.ts';

/** The address of this prototype's gateway, and what to paste where. The token is copied, not shown. */
export function GatewayAddress() {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const [gateway, setGateway] = useState<GatewayView | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [application, setApplication] = useState<string | null>(null);
  useEffect(() => {
    const loading = new AbortController();
    requestJson<GatewayView>(`/api/prototypes/${id}/gateway`, { signal: loading.signal }).then(
      setGateway,
      (error: unknown) => {
        if (!loading.signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
      },
    );
    return () => loading.abort();
  }, [id]);
  if (problem) return <ErrorNote title="The address could not be read." detail={problem} />;
  if (!gateway) return <Skeleton className="h-24 rounded-lg" />;
  const { url, token, snippets } = gateway;
  const snippet = snippets.find((candidate) => candidate.application === application) ?? snippets[0];
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-center gap-2 rounded-lg border border-hairline py-1 pr-1 pl-3">
        <span className="min-w-0 flex-1 truncate font-mono text-xs" title={url}>
          {url}
        </span>
        <CopyButton text={url} label="Copy the address" />
      </p>
      {snippet && (
        <div className="overflow-hidden rounded-lg border border-hairline">
          <div className="flex items-center justify-between gap-2 border-b border-hairline py-1 pr-1 pl-1.5">
            <Segmented
              label="Application"
              value={snippet.application}
              onChange={setApplication}
              segments={snippets.map(({ application: name }) => ({ value: name, label: name }))}
            />
            <CopyButton text={snippet.text} label={`Copy for ${snippet.application}`} />
          </div>
          <pre className="max-h-48 overflow-auto bg-sunken px-3 py-2 font-mono text-2xs leading-4 wrap-anywhere whitespace-pre-wrap text-muted">
            {snippet.text.replaceAll(token, '••••••••')}
          </pre>
        </div>
      )}
      <p className="text-xs text-faint">The token opens this gateway and nothing else. Copying takes it along.</p>
    </div>
  );
}
