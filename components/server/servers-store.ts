import type { ServerView } from '#core/server/server-view.ts';

/** The servers as this page knows them; kept current by the studio's event stream while anyone looks. */
export interface ServersStore {
  readonly read: () => readonly ServerView[];
  readonly subscribe: (listener: () => void) => () => void;
  /** What a route answered about one server. */
  readonly put: (server: ServerView) => void;
  readonly remove: (alias: string) => void;
}

/** `open` starts the stream and gives back the way to end it. */
export function createServersStore(
  initial: readonly ServerView[],
  open: (deliver: (servers: readonly ServerView[]) => void) => () => void,
): ServersStore {
  let servers = initial;
  let close: (() => void) | null = null;
  const listeners = new Set<() => void>();
  const change = (next: readonly ServerView[]) => {
    servers = next;
    for (const listener of listeners) listener();
  };
  return {
    read: () => servers,
    subscribe(listener) {
      listeners.add(listener);
      close ??= open(change);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        close?.();
        close = null;
      };
    },
    put(server) {
      const known = servers.some((each) => each.config.alias === server.config.alias);
      change(
        known
          ? servers.map((each) => (each.config.alias === server.config.alias ? server : each))
          : [...servers, server].sort((a, b) => a.config.alias.localeCompare(b.config.alias)),
      );
    },
    remove: (alias) => change(servers.filter((server) => server.config.alias !== alias)),
  };
}

/** The stream of `/api/servers/events`; the browser connects again by itself. */
export function serverEvents(deliver: (servers: readonly ServerView[]) => void): () => void {
  const source = new EventSource('/api/servers/events');
  source.addEventListener('message', (event: MessageEvent<string>) => deliver(JSON.parse(event.data) as ServerView[]));
  return () => source.close();
}
