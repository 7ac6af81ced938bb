import type { GatewayHost } from './gateway.ts';
import { isRecord } from './untrusted-json.ts';

/**
 * A client of 2026-07-28 says in `subscriptions/listen` which resources it wants to hear about. As long as the answer to
 * that request streams, the servers are asked to tell. `fetch` answers the request.
 */
export async function watchListened(
  host: GatewayHost,
  request: Request,
  fetch: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (request.headers.get('mcp-method') !== 'subscriptions/listen' || !host.watchResource) return fetch(request);
  const uris = listenedUris(
    await request
      .clone()
      .json()
      .catch(() => null),
  );
  const response = await fetch(request);
  if (uris.length === 0 || !response.body || !isStream(response)) return response;
  const { watchResource } = host;
  const offered = await host.catalogue.resources();
  const stops = uris.flatMap((uri) => {
    const place = offered.locate(uri);
    return place ? [watchResource(place.server, place.uri)] : [];
  });
  const stop = () => {
    for (const end of stops) end();
  };
  return new Response(withEnd(response.body, stop), response);
}

/** The URIs in a `subscriptions/listen` request; none where it is not one. */
export function listenedUris(message: unknown): readonly string[] {
  const params = isRecord(message) && message.method === 'subscriptions/listen' ? message.params : undefined;
  const filter = isRecord(params) ? params.notifications : undefined;
  const uris = isRecord(filter) ? filter.resourceSubscriptions : undefined;
  return Array.isArray(uris) ? uris.filter((uri) => typeof uri === 'string').slice(0, 1_000) : [];
}

function isStream(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/event-stream') ?? false;
}

/** The same stream; `onEnd` is called when it has ended, or its reader has gone. */
function withEnd(body: ReadableStream<Uint8Array>, onEnd: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      const next = await reader.read().catch((error: unknown) => {
        onEnd();
        throw error;
      });
      if (!next.done) return controller.enqueue(next.value);
      onEnd();
      controller.close();
    },
    async cancel(reason) {
      onEnd();
      await reader.cancel(reason);
    },
  });
}
