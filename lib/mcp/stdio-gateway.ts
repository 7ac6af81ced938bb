import type { Readable, Writable } from 'node:stream';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createGatewaySession, endSession, type GatewayHost, type GatewaySession } from './gateway.ts';
import { watch } from './gateway-answers.ts';
import { audienceOf, watchNews } from './gateway-news.ts';
import { listenedUris } from './listened-resources.ts';
import { StdioServerTransport } from './stdio-server-transport.ts';
import { createSuspendedCalls } from './suspended-calls.ts';

/**
 * Serves a gateway on a pair of streams in either era and resolves when the client has closed its end. Requests that
 * are still open then are cancelled.
 */
export async function serveGatewayOverStdio(
  host: GatewayHost,
  streams: { readonly input: Readable; readonly output: Writable },
): Promise<void> {
  const sessions = new Set<GatewaySession>();
  const suspended = createSuspendedCalls();
  const transport = new StdioServerTransport(streams.input, streams.output, {
    // The SDK answers `subscriptions/listen` itself; the servers behind have to be asked too.
    onRequest(message) {
      for (const uri of listenedUris(message)) {
        for (const session of sessions) watch(host, session, uri).catch(() => {});
      }
    },
  });
  const handle = serveStdio(
    () => {
      const session = createGatewaySession(host, suspended);
      sessions.add(session);
      session.server.onclose = () => {
        sessions.delete(session);
        endSession(session);
      };
      return session.server;
    },
    { transport },
  );
  const unwatch = watchNews(
    host,
    audienceOf(() => sessions),
  );
  await transport.ended;
  unwatch();
  suspended.close();
  await handle.close();
}
