import type { Readable, Writable } from 'node:stream';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createGatewayServer, type GatewayHost } from './gateway.ts';
import { StdioServerTransport } from './stdio-server-transport.ts';

/**
 * Serves a gateway on a pair of streams in either era and resolves when the client has closed its end. Requests that
 * are still open then are cancelled.
 */
export async function serveGatewayOverStdio(
  host: GatewayHost,
  streams: { readonly input: Readable; readonly output: Writable },
): Promise<void> {
  const transport = new StdioServerTransport(streams.input, streams.output);
  const servers = new Set<ReturnType<typeof createGatewayServer>>();
  const handle = serveStdio(
    () => {
      const server = createGatewayServer(host);
      servers.add(server);
      server.onclose = () => servers.delete(server);
      return server;
    },
    { transport },
  );
  const unwatch = host.catalogue.onChange((what) => {
    for (const server of servers) {
      const told =
        what === 'tools'
          ? server.sendToolListChanged()
          : what === 'resources'
            ? server.sendResourceListChanged()
            : server.sendPromptListChanged();
      // Before the handshake there is nobody to tell.
      told.catch(() => {});
    }
  });
  await transport.ended;
  unwatch();
  await handle.close();
}
