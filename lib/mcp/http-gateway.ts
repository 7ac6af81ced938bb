import { randomUUID } from 'node:crypto';
import {
  createMcpHandler,
  isLegacyRequest,
  type Server,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { createGatewayServer, type GatewayHost } from './gateway.ts';

/** A gateway at one address of a web server. Who may use it is decided before `handle`. */
export interface HttpGateway {
  handle(request: Request): Promise<Response>;
  close(): Promise<void>;
}

/** Of one request; its arguments may hold a file. */
const MAX_REQUEST_BYTES = 64 * 1024 * 1024;
const MAX_SESSIONS = 200;

interface Session {
  readonly server: Server;
  readonly transport: WebStandardStreamableHTTPServerTransport;
}

/**
 * Serves a gateway over Streamable HTTP. Clients of 2026-07-28 need no session; for older ones there is one per client,
 * so that `list_changed` and cancellation reach the right place. When there are too many, the one that was used least
 * recently is ended; its client begins a new one, as the protocol has it.
 */
export function createHttpGateway(host: GatewayHost): HttpGateway {
  const sessions = new Map<string, Session>();
  const modern = createMcpHandler(() => createGatewayServer(host), {
    legacy: 'reject',
    maxRequestBodySize: MAX_REQUEST_BYTES,
  });
  const unwatch = host.catalogue.onChange((what) => {
    if (what === 'tools') modern.notify.toolsChanged();
    else if (what === 'resources') modern.notify.resourcesChanged();
    else modern.notify.promptsChanged();
    for (const { server } of sessions.values()) {
      const told =
        what === 'tools'
          ? server.sendToolListChanged()
          : what === 'resources'
            ? server.sendResourceListChanged()
            : server.sendPromptListChanged();
      told.catch(() => {});
    }
  });

  const openSession = async (): Promise<Session> => {
    const server = createGatewayServer(host);
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: randomUUID,
      maxRequestBodySize: MAX_REQUEST_BYTES,
      onsessioninitialized: async (id) => {
        sessions.set(id, session);
        const oldest = sessions.entries().next().value;
        if (sessions.size > MAX_SESSIONS && oldest) await end(oldest[0], oldest[1]);
      },
      onsessionclosed: (id) => void sessions.delete(id),
    });
    const session: Session = { server, transport };
    await server.connect(transport);
    return session;
  };
  const end = async (id: string, session: Session) => {
    sessions.delete(id);
    await session.server.close();
  };

  const handleLegacy = async (request: Request): Promise<Response> => {
    const id = request.headers.get('mcp-session-id');
    if (id === null) {
      if (request.method !== 'POST') return refuse(400, 'The Mcp-Session-Id header is missing.');
      const session = await openSession();
      const response = await session.transport.handleRequest(request);
      // Something else than `initialize` opens no session.
      if (session.transport.sessionId === undefined) await session.server.close();
      return response;
    }
    const session = sessions.get(id);
    if (!session) return refuse(404, 'This session is not known. Initialize a new one.');
    sessions.delete(id);
    sessions.set(id, session);
    return session.transport.handleRequest(request);
  };

  return {
    handle: async (request) => ((await isLegacyRequest(request)) ? handleLegacy(request) : modern.fetch(request)),
    async close() {
      unwatch();
      await Promise.all([modern.close(), ...[...sessions].map(([id, session]) => end(id, session))]);
    },
  };
}

function refuse(status: number, message: string): Response {
  return Response.json({ jsonrpc: '2.0', error: { code: -32000, message }, id: null }, { status });
}
