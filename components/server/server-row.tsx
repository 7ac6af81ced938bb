'use client';

import { LogIn, Play, RotateCcw, ShieldAlert, Square } from 'lucide-react';
import Link from 'next/link';
import { Button } from '#components/ui/button.tsx';
import { StatusDot } from '#components/ui/status-dot.tsx';
import type { ServerView } from '#core/server/server-view.ts';
import { ConnectionNote } from './connection-note.tsx';
import {
  needsConsent,
  selfDescription,
  serverAddress,
  shortAddress,
  stateLooks,
  transportName,
} from './server-state.ts';

export interface ServerRowProps {
  readonly server: ServerView;
  readonly busy: boolean;
  readonly onConnect: () => void;
  readonly onDisconnect: () => void;
}

/** One server in the list: how it stands, where it is, and the one thing to do next. */
export function ServerRow({ server, busy, onConnect, onDisconnect }: ServerRowProps) {
  const { config, status } = server;
  const look = stateLooks[status.state];
  const about = status.state === 'connected' && selfDescription(status);
  return (
    <li className="relative flex flex-col gap-2 px-4 py-3.5 transition-colors hover:bg-sunken">
      <div className="flex min-w-0 items-start gap-3">
        <span className="flex h-5 items-center">
          <StatusDot state={look.dot} />
        </span>
        <div className="min-w-0 flex-1">
          <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
            <Link
              href={`/servers/${config.alias}`}
              className="font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
            >
              {config.alias}
            </Link>
            <span className="text-xs text-muted">{look.label}</span>
          </div>
          <p className="mt-0.5 flex min-w-0 items-baseline gap-1.5 text-xs text-faint" title={serverAddress(server)}>
            <span className="shrink-0">{transportName(config.transport)}</span>
            <span aria-hidden>·</span>
            <span className="min-w-0 truncate">{shortAddress(config)}</span>
            {about && (
              <span className="figures hidden shrink-0 items-baseline gap-1.5 sm:flex">
                <span aria-hidden>·</span>
                {about}
              </span>
            )}
          </p>
        </div>
        <div className="relative shrink-0">
          <RowAction server={server} busy={busy} onConnect={onConnect} onDisconnect={onDisconnect} />
        </div>
      </div>
      <div className="relative pl-5 empty:hidden">
        <ConnectionNote status={status} />
      </div>
    </li>
  );
}

export function RowAction({ server, busy, onConnect, onDisconnect }: ServerRowProps) {
  switch (server.status.state) {
    case 'connected':
      return (
        <Button size="sm" variant="ghost" icon={Square} busy={busy} onClick={onDisconnect}>
          Disconnect
        </Button>
      );
    case 'connecting':
      return (
        <Button size="sm" icon={Square} onClick={onDisconnect}>
          Stop trying
        </Button>
      );
    case 'needs-sign-in':
      return (
        <Button size="sm" icon={LogIn} busy={busy} onClick={onConnect}>
          Sign in
        </Button>
      );
    case 'failed':
      return (
        <Button size="sm" icon={RotateCcw} busy={busy} onClick={onConnect}>
          Try again
        </Button>
      );
    default:
      return needsConsent(server) ? (
        <Button size="sm" icon={ShieldAlert} busy={busy} onClick={onConnect}>
          Review and start
        </Button>
      ) : (
        <Button size="sm" icon={Play} busy={busy} onClick={onConnect}>
          Connect
        </Button>
      );
  }
}
