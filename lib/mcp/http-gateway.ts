import { randomUUID } from 'node:crypto';
import {
  createMcpHandler,
  isLegacyRequest,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { createGatewaySession, endSession, type GatewayHost, type GatewaySession } from './gateway.ts';
import { isAnswered } from './gateway-answers.ts';
import { audienceOf, type GatewayAudience, watchNews } from './gateway-news.ts';
import { watchListened } from './listened-resources.ts';
import { createSuspendedCalls } from './suspended-calls.ts';

/** A gateway at one address of a web server. Who may use it is decided before `handle`. */
export interface HttpGateway {
  handle(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** Of one request; its arguments may hold a file. */
const MAX_REQUEST_BYTES = 64 * 1024 * 1024;
const MAX_SESSIONS = 200;

interface Client extends GatewaySession {
  readonly transport: WebStandardStreamableHTTPServerTransport;
}

/**
 * Serves a gateway over Streamable HTTP. Clients of 2026-07-28 need no session; for older ones there is one per client,
 * so that questions, news and cancellation reach the right place. When there are too many, the one that was used least
 * recently is ended; its client begins a new one, as the protocol has it.
 */
export function createHttpGateway(host: GatewayHost): HttpGateway {
  const clients = new Map<string, Client>();
  const suspended = createSuspendedCalls();
  const modern = createMcpHandler(
    ({ requestInfo }) => {
      const { server } = createGatewaySession(host, suspended);
      // Without a handler the SDK answers a method that nobody knows with HTTP 404, as the specification has it.
      if (!isAnswered(requestInfo?.headers.get('mcp-method') ?? '')) server.fallbackRequestHandler = undefined;
      return server;
    },
    { legacy: 'reject', maxRequestBodySize: MAX_REQUEST_BYTES },
  );
  const unwatch = [
    watchNews(host, listeners(modern.notify)),
    watchNews(
      host,
      audienceOf(() => clients.values()),
    ),
  ];

  const openClient = async (): Promise<Client> => {
    const session = createGatewaySession(host, suspended);
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      maxRequestBodySize: MAX_REQUEST_BYTES,
      onsessioninitialized: async (id) => {
        clients.set(id, client);
        const oldest = clients.keys().next().value;
        if (clients.size > MAX_SESSIONS && oldest !== undefined) await end(oldest);
      },
      onsessionclosed: (id) => end(id),
    });
    const client: Client = Object.assign(session, { transport });
    await session.server.connect(transport);
    return client;
  };
  const end = async (id: string) => {
    const client = clients.get(id);
    clients.delete(id);
    if (!client) return;
    endSession(client);
    await client.server.close();
  };

  const handleLegacy = async (request: Request): Promise<Response> => {
    const id = request.headers.get('mcp-session-id');
    if (id === null) {
      if (request.method !== 'POST') return refuse(400, 'The Mcp-Session-Id header is missing.');
      const client = await openClient();
      const response = await client.transport.handleRequest(request);
      // Something else than `initialize` opens no session.
      if (client.transport.sessionId === undefined) await client.server.close();
      return response;
    }
    const client = clients.get(id);
    if (!client) return refuse(404, 'This session is not known. Initialize a new one.');
    clients.delete(id);
    clients.set(id, client);
    return client.transport.handleRequest(request);
  };

  return {
    async handle(request) {
      if (await isLegacyRequest(request)) return handleLegacy(request);
      return watchListened(host, request, (listening) => modern.fetch(listening));
    },
    async close() {
      for (const stop of unwatch) stop();
      suspended.close();
      await Promise.all([modern.close(), ...[...clients.keys()].map(end)]);
    },
  };
}

/** The clients of 2026-07-28 that listen; which of them wants to hear what is the SDK's to know. Logs go with calls. */
function listeners(notify: ReturnType<typeof createMcpHandler>['notify']): GatewayAudience {
  return {
    listChanged(what) {
      if (what === 'tools') notify.toolsChanged();
      else if (what === 'resources') notify.resourcesChanged();
      else notify.promptsChanged();
    },
    resourceUpdated: notify.resourceUpdated,
    log: () => {},
    elicitationComplete: () => {},
  };
}

function refuse(status: number, message: string): Response {
  return Response.json({ jsonrpc: '2.0', error: { code: -32000, message }, id: null }, { status });
}
