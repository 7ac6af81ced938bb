import type { JsonObject } from '#core/json/json.ts';
import type { GatewayHost, GatewaySession } from './gateway.ts';
import { isSevereEnough } from './log-levels.ts';

/** Tells one kind of client what its servers tell of their own accord. */
export interface GatewayAudience {
  listChanged(what: 'tools' | 'resources' | 'prompts'): void;
  /** By the URI under which the gateway offers it. */
  resourceUpdated(uri: string): void;
  log(params: JsonObject): void;
  /** What a person was sent to a web page for is done (2025-11-25). */
  elicitationComplete(params: JsonObject): void;
}

/** Hands on what comes from the servers of a gateway until the function that it returns is called. */
export function watchNews(host: GatewayHost, audience: GatewayAudience): () => void {
  const unwatchLists = host.catalogue.onChange(audience.listChanged);
  const unwatchServers = host.onNotification?.(({ alias, method, params }) => {
    if (!host.catalogue.takesPart(alias)) return;
    if (method === 'notifications/message') audience.log(params);
    else if (method === 'notifications/elicitation/complete') audience.elicitationComplete(params);
    else if (method === 'notifications/resources/updated' && typeof params.uri === 'string') {
      const { uri } = params;
      void host.catalogue.resources().then((offered) => audience.resourceUpdated(offered.uriOf(alias, uri)));
    }
  });
  return () => {
    unwatchLists();
    unwatchServers?.();
  };
}

/** A session of its own for each client. Before the handshake, and after the end, there is nobody to tell. */
export function audienceOf(sessions: () => Iterable<GatewaySession>): GatewayAudience {
  const tell = (send: (session: GatewaySession) => Promise<void> | undefined) => {
    for (const session of sessions()) send(session)?.catch(() => {});
  };
  return {
    listChanged: (what) =>
      tell(({ server }) => {
        if (what === 'tools') return server.sendToolListChanged();
        return what === 'resources' ? server.sendResourceListChanged() : server.sendPromptListChanged();
      }),
    resourceUpdated: (uri) =>
      tell(({ server, watched }) => (watched.has(uri) ? server.sendResourceUpdated({ uri }) : undefined)),
    log: (params) =>
      tell(({ server, logLevel }) =>
        logLevel !== undefined && isSevereEnough(params.level, logLevel)
          ? server.notification({ method: 'notifications/message', params: { ...params } })
          : undefined,
      ),
    elicitationComplete: (params) =>
      tell(({ server }) =>
        server.getClientCapabilities()?.elicitation?.url
          ? server.notification({ method: 'notifications/elicitation/complete', params: { ...params } })
          : undefined,
      ),
  };
}
