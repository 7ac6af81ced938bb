'use client';

import { Cable } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import type { ConnectionStatus } from '#core/server/server-config.ts';
import type { ServerView } from '#core/server/server-view.ts';
import type { CallTarget } from './call-panel.tsx';
import { ConnectionDetails } from './connection-details.tsx';
import { ConnectionNote } from './connection-note.tsx';
import { PromptBrowser } from './prompt-browser.tsx';
import { ResourceBrowser } from './resource-browser.tsx';
import { serverActions } from './server-actions.ts';
import { needsConsent } from './server-state.ts';
import { ToolBrowser } from './tool-browser.tsx';
import { type Offers, useOffers } from './use-offers.ts';

export interface ServerOffersProps {
  readonly server: ServerView;
  readonly prototypes: readonly CallTarget[];
  readonly onConnect: () => void;
  readonly onSignOut: () => Promise<void>;
}

type Tab = 'tools' | 'resources' | 'prompts' | 'connection';

/** What a server offers, in tabs. Without a connection: why there is none, and the way to one. */
export function ServerOffers({ server, prototypes, onConnect, onSignOut }: ServerOffersProps) {
  const [tab, setTab] = useState<Tab>('tools');
  const live = server.status.state === 'connected';
  const { alias } = server.config;
  const version = `${live} ${server.status.since} ${server.listsChanged}`;
  const read = useCallback(
    async (signal: AbortSignal) => {
      if (!live) return null;
      const [tools, resources, prompts] = await Promise.all([
        serverActions.tools(alias, signal),
        serverActions.resources(alias, signal),
        serverActions.prompts(alias, signal),
      ]);
      return { tools, resources, prompts };
    },
    [alias, live],
  );
  const offers = useOffers(read, version);
  const loaded = offers.state === 'loaded' ? offers.value : null;
  const show = (panel: (value: NonNullable<typeof loaded>) => ReactNode) =>
    !live ? (
      <NotConnected server={server} onConnect={onConnect} />
    ) : loaded ? (
      panel(loaded)
    ) : (
      <Waiting offers={offers} reload={offers.reload} />
    );
  return (
    <Tabs
      label="What it offers"
      value={tab}
      onChange={setTab}
      className="min-h-0 flex-1"
      listClassName="px-4 sm:px-6"
      panelClassName="flex flex-col min-h-0 data-[state=inactive]:hidden"
      items={[
        {
          id: 'tools',
          label: 'Tools',
          count: loaded?.tools.length,
          content: show(({ tools }) => (
            <ToolBrowser server={server} tools={tools} prototypes={prototypes} reload={offers.reload} live={live} />
          )),
        },
        {
          id: 'resources',
          label: 'Resources',
          count: loaded ? loaded.resources.resources.length + loaded.resources.templates.length : undefined,
          content: show(({ resources }) => (
            <ResourceBrowser alias={alias} {...resources} prototypes={prototypes} live={live} />
          )),
        },
        {
          id: 'prompts',
          label: 'Prompts',
          count: loaded?.prompts.length,
          content: show(({ prompts }) => (
            <PromptBrowser alias={alias} prompts={prompts} prototypes={prototypes} live={live} />
          )),
        },
        { id: 'connection', label: 'Connection', content: <ConnectionDetails server={server} onSignOut={onSignOut} /> },
      ]}
    />
  );
}

const titles: Partial<Record<ConnectionStatus['state'], string>> = {
  connecting: 'Connecting',
  failed: 'It could not be reached',
  'needs-sign-in': 'It waits for you to sign in',
};

const actions: Partial<Record<ConnectionStatus['state'], string>> = { failed: 'Try again', 'needs-sign-in': 'Sign in' };

function NotConnected({ server, onConnect }: { readonly server: ServerView; readonly onConnect: () => void }) {
  const { status } = server;
  const trying = status.state === 'connecting';
  return (
    <div className="min-h-0 flex-1 overflow-y-auto px-4 py-8 sm:px-6 sm:py-12">
      <div className="mx-auto flex max-w-2xl flex-col gap-4 rounded-lg border border-hairline bg-surface p-5 shadow-card">
        <div className="flex items-start gap-3">
          <Cable aria-hidden className="mt-0.5 size-4 shrink-0 text-faint" strokeWidth={1.5} />
          <div className="min-w-0 flex-1">
            <h2 className="text-sm font-semibold">{titles[status.state] ?? 'Not connected'}</h2>
            {!(status.state in titles) && (
              <p className="mt-0.5 text-sm text-pretty text-muted">
                Its tools, resources and prompts are read from it when it is connected.
              </p>
            )}
          </div>
          {!trying && (
            <Button variant="primary" size="sm" onClick={onConnect}>
              {needsConsent(server) ? 'Review and start' : (actions[status.state] ?? 'Connect')}
            </Button>
          )}
        </div>
        <div className="pl-7 empty:hidden">
          <ConnectionNote status={status} />
        </div>
      </div>
    </div>
  );
}

function Waiting({ offers, reload }: { readonly offers: Offers<unknown>; readonly reload: () => void }) {
  if (offers.state === 'failed') {
    return (
      <ErrorNote
        className="m-4 sm:m-6"
        title="What it offers could not be read."
        detail={offers.message}
        advice={offers.advice}
        actions={
          <Button size="sm" onClick={reload}>
            Try again
          </Button>
        }
      />
    );
  }
  return (
    <div className="flex min-h-0 flex-1" aria-busy="true">
      <div className="flex w-full flex-col gap-2 border-hairline p-3 md:w-72 md:border-r">
        <span className="sr-only" role="status">
          Reading what it offers
        </span>
        <Skeleton className="h-8" />
        {['w-40', 'w-52', 'w-36', 'w-48', 'w-44', 'w-32'].map((width) => (
          <Skeleton key={width} className={`h-6 ${width}`} />
        ))}
      </div>
    </div>
  );
}
