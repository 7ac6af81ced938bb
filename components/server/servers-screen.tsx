'use client';

import { Cable, Play, Plus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState, useSyncExternalStore } from 'react';
import { Page } from '#components/shell/page.tsx';
import { useCommands } from '#components/shell/use-commands.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { ServerView } from '#core/server/server-view.ts';
import { AddServerDialog } from './add-server-dialog.tsx';
import { ConsentDialog } from './consent-dialog.tsx';
import { ServerRow } from './server-row.tsx';
import { needsConsent } from './server-state.ts';
import { createServersStore, serverEvents } from './servers-store.ts';
import { SignInDialog } from './sign-in-dialog.tsx';
import { useConnecting } from './use-connecting.ts';

export interface ServersScreenProps {
  readonly servers: readonly ServerView[];
  /** Open the dialog that adds servers at once, with the text that another page left for it. */
  readonly add: boolean;
}

/** All registered servers, live. */
export function ServersScreen({ servers: initial, add }: ServersScreenProps) {
  const router = useRouter();
  const [first] = useState(initial);
  const [store] = useState(() => createServersStore(first, serverEvents));
  const servers = useSyncExternalStore(store.subscribe, store.read, () => first);
  const [adding, setAdding] = useState(add);
  const connecting = useConnecting(store.put);
  const idle = servers.filter((server) => ['stopped', 'failed'].includes(server.status.state) && !needsConsent(server));
  const connectIdle = () => {
    for (const server of idle) connecting.connect(server);
  };
  useCommands([
    { id: 'servers.add', label: 'Add servers', group: 'Servers', icon: Plus, keys: 'n', run: () => setAdding(true) },
    {
      id: 'servers.connect',
      label: 'Connect all',
      group: 'Servers',
      icon: Play,
      keys: 'c',
      disabled: idle.length === 0,
      run: connectIdle,
    },
    ...servers.map(({ config }) => ({
      id: `servers.open.${config.alias}`,
      label: `Open ${config.alias}`,
      group: 'Servers',
      icon: Cable,
      run: () => router.push(`/servers/${config.alias}`),
    })),
  ]);
  return (
    <Page
      title="Servers"
      description="The MCP servers that prototypes can use. Nothing is started before you allow its exact command."
      actions={
        <>
          {idle.length > 1 && (
            <Button icon={Play} onClick={connectIdle}>
              Connect all
            </Button>
          )}
          <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
            Add servers
          </Button>
        </>
      }
    >
      {servers.length === 0 ? (
        <div className="rounded-lg border border-hairline bg-surface">
          <EmptyState
            icon={Cable}
            title="No servers yet"
            actions={
              <Button variant="primary" icon={Plus} onClick={() => setAdding(true)}>
                Add servers
              </Button>
            }
          >
            Paste an mcp.json, a command or a URL; you see what it would run before anything happens.
          </EmptyState>
        </div>
      ) : (
        <ul className="divide-y divide-hairline overflow-hidden rounded-lg border border-hairline bg-surface shadow-card">
          {servers.map((server) => (
            <ServerRow
              key={server.config.alias}
              server={server}
              busy={connecting.busy.has(server.config.alias)}
              onConnect={() => connecting.connect(server)}
              onDisconnect={() => connecting.disconnect(server)}
            />
          ))}
        </ul>
      )}
      {adding && (
        <AddServerDialog
          taken={servers.map((server) => server.config.alias)}
          onClose={() => {
            setAdding(false);
            if (add) router.replace('/servers');
          }}
          onAdded={(added) => {
            for (const server of added) store.put(server);
            const [first] = added;
            if (first) connecting.connect(first);
          }}
        />
      )}
      {connecting.signingIn !== null && <SignInDialog alias={connecting.signingIn} onClose={connecting.dismiss} />}
      {connecting.asking?.consent && (
        <ConsentDialog
          alias={connecting.asking.config.alias}
          command={connecting.asking.consent.command}
          onClose={connecting.dismiss}
          onAllow={connecting.allow}
        />
      )}
    </Page>
  );
}
