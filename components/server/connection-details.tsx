'use client';

import { LogOut } from 'lucide-react';
import type { ReactNode } from 'react';
import { useAction } from '#components/prototype/use-action.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Time } from '#components/ui/time.tsx';
import type { ServerView } from '#core/server/server-view.ts';
import { ConnectionNote } from './connection-note.tsx';
import { CommandDetails } from './consent-dialog.tsx';
import { stateLooks, transportName } from './server-state.ts';
import { StderrTail } from './stderr-tail.tsx';

/** Everything about how a server is reached, and what it says of itself. */
export function ConnectionDetails({
  server,
  onSignOut,
}: {
  readonly server: ServerView;
  readonly onSignOut: () => Promise<void>;
}) {
  const signOut = useAction(onSignOut);
  const { config, status, consent, instructions } = server;
  const { transport } = config;
  const about = [status.serverName, status.serverVersion].filter(Boolean).join(' ');
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 py-5 sm:px-6">
      <div className="flex max-w-3xl flex-col gap-6">
        <dl className="grid grid-cols-[8rem_1fr] gap-x-4 gap-y-2 text-sm">
          <Fact name="State">
            {stateLooks[status.state].label}, since <Time at={status.since} />
          </Fact>
          {about && <Fact name="Calls itself">{about}</Fact>}
          {status.protocolVersion && (
            <Fact name="Protocol">
              <span className="figures">{status.protocolVersion}</span>
            </Fact>
          )}
          <Fact name="Transport">{transportName(transport)}</Fact>
          {transport.kind !== 'stdio' && (
            <>
              <Fact name="URL">
                <span className="font-mono text-xs wrap-anywhere">{transport.url}</span>
              </Fact>
              <Fact name="Headers">
                {Object.entries(transport.headers).length === 0
                  ? 'none of yours'
                  : Object.entries(transport.headers).map(([key, value]) => (
                      <span key={key} className="block font-mono text-xs wrap-anywhere">
                        {key}: {typeof value === 'string' ? value : `secret “${value.secret}”`}
                      </span>
                    ))}
              </Fact>
              {transport.oauth && (
                <Fact name="OAuth client">
                  <span className="font-mono text-xs wrap-anywhere">{transport.oauth.clientId}</span>
                </Fact>
              )}
              {status.signedIn && (
                <Fact name="Signed in">
                  <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
                    <span className="font-mono text-xs wrap-anywhere">{status.signedIn}</span>
                    <Button size="sm" icon={LogOut} busy={signOut.busy} onClick={() => void signOut.run()}>
                      Sign out
                    </Button>
                    {signOut.error && (
                      <ErrorNote className="w-full" title={signOut.error.message} advice={signOut.error.advice} />
                    )}
                  </span>
                </Fact>
              )}
            </>
          )}
        </dl>
        <ConnectionNote status={status.state === 'connected' ? { ...status, stderr: [] } : status} />
        {consent && (
          <section>
            <h2 className="mb-2 text-sm font-semibold">
              Command{' '}
              <span className="font-normal text-muted">{consent.given ? 'allowed by you' : 'not allowed yet'}</span>
            </h2>
            <CommandDetails command={consent.command} />
          </section>
        )}
        {status.state === 'connected' && status.stderr.length > 0 && <StderrTail lines={status.stderr} open />}
        {instructions && (
          <section>
            <h2 className="mb-2 text-sm font-semibold">What it tells the model</h2>
            <p className="max-w-prose text-sm whitespace-pre-line text-muted">{instructions}</p>
          </section>
        )}
      </div>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}
