'use client';

import { MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState, useSyncExternalStore } from 'react';
import { ConfirmDialog } from '#components/ui/confirm-dialog.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import { Menu } from '#components/ui/menu.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import { toast } from '#components/ui/toast.tsx';
import type { ServerView } from '#core/server/server-view.ts';
import type { CallTarget } from './call-panel.tsx';
import { ConsentDialog } from './consent-dialog.tsx';
import { QuestionsProvider } from './questions-context.tsx';
import { serverActions } from './server-actions.ts';
import { ServerForm } from './server-form.tsx';
import { ServerOffers } from './server-offers.tsx';
import { RowAction } from './server-row.tsx';
import { selfDescription, serverAddress, shortAddress, stateLooks } from './server-state.ts';
import { createServersStore, serverEvents } from './servers-store.ts';
import { SignInDialog } from './sign-in-dialog.tsx';
import { useConnecting } from './use-connecting.ts';

export interface ServerScreenProps {
  readonly server: ServerView;
  readonly prototypes: readonly CallTarget[];
}

/** One server: how it stands, what it offers, and calls by hand. */
export function ServerScreen({ server: initial, prototypes }: ServerScreenProps) {
  const router = useRouter();
  const { alias } = initial.config;
  const [only] = useState([initial]);
  const [store] = useState(() => createServersStore(only, serverEvents));
  const [asked, setAsked] = useState<'edit' | 'remove' | null>(null);
  const servers = useSyncExternalStore(store.subscribe, store.read, () => only);
  const server = servers.find((each) => each.config.alias === alias) ?? initial;
  const connecting = useConnecting(store.put);
  const look = stateLooks[server.status.state];
  const close = () => setAsked(null);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <header className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-hairline px-4 py-3 sm:px-6">
        <nav aria-label="Breadcrumb" className="flex min-w-0 items-center gap-2">
          <Link href="/servers" className="rounded-sm text-sm text-muted hover:text-fg">
            Servers
          </Link>
          <span aria-hidden="true" className="text-faint">
            /
          </span>
          <h1 className="truncate text-sm font-semibold">{alias}</h1>
        </nav>
        <span className="flex items-center gap-1.5 text-xs text-muted" role="status">
          <StatusDot state={look.dot} />
          {look.label}
        </span>
        <span
          className="figures hidden min-w-0 flex-1 truncate text-xs text-faint lg:block"
          title={serverAddress(server)}
        >
          {server.status.state === 'connected' ? selfDescription(server.status) : shortAddress(server.config)}
        </span>
        <div className="ml-auto flex items-center gap-1.5">
          <RowAction
            server={server}
            busy={connecting.busy.has(alias)}
            onConnect={() => connecting.connect(server)}
            onDisconnect={() => connecting.disconnect(server)}
          />
          <Menu
            label={`Actions on ${alias}`}
            trigger={<IconButton icon={MoreHorizontal} label="Actions" />}
            entries={[
              { label: 'Change', icon: Pencil, onSelect: () => setAsked('edit') },
              { kind: 'separator', id: 'before-remove' },
              { label: 'Remove', icon: Trash2, danger: true, onSelect: () => setAsked('remove') },
            ]}
          />
        </div>
      </header>
      <QuestionsProvider value={server.questions}>
        <ServerOffers
          server={server}
          prototypes={prototypes}
          onConnect={() => connecting.connect(server)}
          onSignOut={async () => store.put(await serverActions.signOut(alias))}
        />
      </QuestionsProvider>
      {connecting.signingIn !== null && <SignInDialog alias={connecting.signingIn} onClose={connecting.dismiss} />}
      {connecting.asking?.consent && (
        <ConsentDialog
          alias={alias}
          command={connecting.asking.consent.command}
          onClose={connecting.dismiss}
          onAllow={connecting.allow}
        />
      )}
      {asked === 'edit' && (
        <Dialog
          open
          onOpenChange={close}
          title={`Change ${alias}`}
          description="Its connection ends. A changed command asks for consent again."
        >
          <ServerForm
            config={server.config}
            taken={[]}
            submitLabel="Save"
            onSubmit={async (config, secrets) => {
              store.put(await serverActions.update(config, secrets));
              close();
            }}
          />
        </Dialog>
      )}
      {asked === 'remove' && (
        <ConfirmDialog
          title={`Remove “${alias}”?`}
          action="Remove"
          onClose={close}
          onConfirm={async () => {
            await serverActions.remove(alias);
            toast({ title: `Removed “${alias}”` });
            router.push('/servers');
            router.refresh();
          }}
        >
          Its connection ends and its settings are forgotten. What was recorded with it, and its secrets, stay.
        </ConfirmDialog>
      )}
    </div>
  );
}
