import type { ConnectionLimits } from './connection-limits.ts';
import type { Dialled } from './dial-server.ts';

export interface ResourceWatches {
  add(alias: string, uri: string): () => void;
  /** The server came or went: what is watched is subscribed to anew where that is needed. */
  renew(alias: string): void;
}

interface Watched {
  /** How many want to know, by URI. */
  readonly uris: Map<string, number>;
  /** What this very connection was asked for. */
  asked: { readonly dialled: Dialled; readonly uris: Set<string>; end?: () => void } | null;
  /** Changes are asked for one after the other. */
  tail: Promise<void>;
}

/**
 * Keeps servers subscribed to the resources that somebody wants to hear about: `resources/subscribe` in the older eras,
 * one `subscriptions/listen` stream per server in the new one. A server that cannot, or refuses, is left alone.
 */
export function watchResources(facts: {
  readonly dialled: (alias: string) => Dialled | null;
  readonly limits: ConnectionLimits;
}): ResourceWatches {
  const watched = new Map<string, Watched>();

  const of = (alias: string): Watched => {
    const known = watched.get(alias) ?? { uris: new Map(), asked: null, tail: Promise.resolve() };
    watched.set(alias, known);
    return known;
  };
  const settle = (alias: string) => {
    const entry = of(alias);
    entry.tail = entry.tail.then(() => bringUpToDate(entry, facts.dialled(alias), facts.limits)).catch(() => {});
  };

  return {
    add(alias, uri) {
      const { uris } = of(alias);
      uris.set(uri, (uris.get(uri) ?? 0) + 1);
      settle(alias);
      let ended = false;
      return () => {
        if (ended) return;
        ended = true;
        const left = (uris.get(uri) ?? 1) - 1;
        if (left === 0) uris.delete(uri);
        else uris.set(uri, left);
        settle(alias);
      };
    },
    renew(alias) {
      const entry = watched.get(alias);
      if (entry && entry.asked?.dialled !== facts.dialled(alias)) settle(alias);
    },
  };
}

async function bringUpToDate(entry: Watched, dialled: Dialled | null, limits: ConnectionLimits): Promise<void> {
  if (entry.asked?.dialled !== dialled) entry.asked = null;
  if (dialled?.client.getServerCapabilities()?.resources?.subscribe !== true) return;
  entry.asked ??= { dialled, uris: new Set() };
  const { asked } = entry;
  const wanted = [...entry.uris.keys()];
  const added = wanted.filter((uri) => !asked.uris.has(uri));
  const gone = [...asked.uris].filter((uri) => !entry.uris.has(uri));
  if (added.length === 0 && gone.length === 0) return;
  const { client } = dialled;
  if (client.getProtocolEra() === 'modern') {
    const before = asked.end;
    asked.uris.clear();
    for (const uri of wanted) asked.uris.add(uri);
    const subscription = wanted.length === 0 ? null : await client.listen({ resourceSubscriptions: wanted });
    asked.end = () => void subscription?.close().catch(() => {});
    // The new one is open first, so that no change falls between the two.
    before?.();
    return;
  }
  const options = { timeout: limits.listMs };
  for (const uri of added) {
    asked.uris.add(uri);
    await client.subscribeResource({ uri }, options).catch(() => {});
  }
  for (const uri of gone) {
    asked.uris.delete(uri);
    await client.unsubscribeResource({ uri }, options).catch(() => {});
  }
}
