'use client';

import { useState } from 'react';
import { toast } from '#components/ui/toast.tsx';
import type { ServerView } from '#core/server/server-view.ts';
import { serverActions } from './server-actions.ts';
import { needsConsent } from './server-state.ts';

export interface Connecting {
  /** Aliases with a request under way. */
  readonly busy: ReadonlySet<string>;
  /** The server whose command the user is being asked about. */
  readonly asking: ServerView | null;
  /** Alias of the server at which the user is about to sign in. */
  readonly signingIn: string | null;
  /** Connects; asks first where the exact command was never allowed, or where the user has to sign in. */
  readonly connect: (server: ServerView) => void;
  readonly disconnect: (server: ServerView) => void;
  readonly allow: () => Promise<void>;
  readonly dismiss: () => void;
}

/** Connecting and disconnecting from a page; `put` gets what became of it. */
export function useConnecting(put: (server: ServerView) => void): Connecting {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState<ServerView | null>(null);
  const [signingIn, setSigningIn] = useState<string | null>(null);
  const run = async (alias: string, act: () => Promise<ServerView>) => {
    setBusy((before) => new Set(before).add(alias));
    try {
      put(await act());
    } catch (error) {
      toast({
        tone: 'bad',
        title: `“${alias}”: nothing was changed`,
        detail: error instanceof Error ? error.message : String(error),
      });
    } finally {
      setBusy((before) => new Set([...before].filter((each) => each !== alias)));
    }
  };
  return {
    busy,
    asking,
    signingIn,
    connect: (server) => {
      const { alias } = server.config;
      if (needsConsent(server)) setAsking(server);
      else if (server.status.state === 'needs-sign-in') setSigningIn(alias);
      else void run(alias, () => serverActions.connect(alias));
    },
    disconnect: ({ config }) => void run(config.alias, () => serverActions.disconnect(config.alias)),
    allow: async () => {
      if (!asking) return;
      put(await serverActions.connect(asking.config.alias, asking.consent?.hash));
      setAsking(null);
    },
    dismiss: () => {
      setAsking(null);
      setSigningIn(null);
    },
  };
}
