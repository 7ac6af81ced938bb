'use client';

import { type ReactNode, useState } from 'react';
import { CopyButton } from '#components/ui/copy-button.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import type { EndpointView } from '#core/live/endpoint-view.ts';

/** Where the workflow is called, and what to paste where. The token is copied, not shown. */
export function EndpointDoors({ view }: { readonly view: EndpointView }) {
  const { url, gateway, tool, token, snippets } = view;
  const [application, setApplication] = useState<string | null>(null);
  const snippet = snippets.find((candidate) => candidate.application === application) ?? snippets[0];
  return (
    <>
      <dl className="divide-y divide-hairline border-b border-hairline">
        <Door name="HTTP" copy={`${url}/invoke`} label="Copy the address">
          <span className="text-muted">POST</span> {url}/invoke
        </Door>
        <Door name="OpenAPI" copy={`${url}/openapi.json`} label="Copy the address of the OpenAPI document">
          <span className="text-muted">GET</span> {url}/openapi.json
        </Door>
        <Door name="MCP" copy={gateway} label="Copy the address of the gateway">
          {tool} <span className="text-muted">at {gateway}</span>
        </Door>
        <Door name="Token" copy={token} label="Copy the token">
          <span aria-hidden="true">••••••••••••</span>
          <span className="sr-only">hidden</span>
        </Door>
      </dl>
      {snippet && (
        <div>
          <div className="flex items-center justify-between gap-2 py-1.5 pr-3 pl-4">
            <Segmented
              label="Called from"
              value={snippet.application}
              onChange={setApplication}
              segments={snippets.map(({ application: name }) => ({ value: name, label: name }))}
            />
            <CopyButton text={snippet.text} label={`Copy for ${snippet.application}`} />
          </div>
          <pre className="max-h-56 overflow-auto rounded-b-lg border-t border-hairline bg-sunken px-4 py-3 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap text-muted">
            {snippet.text.replaceAll(token, '••••••••')}
          </pre>
        </div>
      )}
    </>
  );
}

interface DoorProps {
  readonly name: string;
  readonly copy: string;
  readonly label: string;
  readonly children: ReactNode;
}

function Door({ name, copy, label, children }: DoorProps) {
  return (
    <div className="flex items-center gap-3 py-1 pr-3 pl-4">
      <dt className="w-16 shrink-0 text-xs text-muted">{name}</dt>
      <dd className="min-w-0 flex-1 truncate font-mono text-xs">{children}</dd>
      <dd>
        <CopyButton text={copy} label={label} />
      </dd>
    </div>
  );
}
