import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { allowedHosts } from '#lib/studio/auth/check-request.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { StartError } from './start-error.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface WebServer {
  readonly server: Server;
  /** Until this is called, requests wait. */
  serve(handler: Handler): void;
  /** From now on nobody new is served; what is being answered goes on. */
  refuse(): void;
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 and nowhere else. Refuses foreign Hosts before anything else sees the request, and sets the
 * security headers; whether a request is let in is decided inside each handler, never here.
 */
export async function listen(options: { readonly port: number; readonly dev: boolean }): Promise<WebServer> {
  let provide: (handler: Handler) => void = () => {};
  const provided = new Promise<Handler>((resolve) => {
    provide = resolve;
  });
  const hosts = allowedHosts(options.port);
  let refusing = false;
  const server = createServer((request, response) => {
    setSecurityHeaders(request, response, options);
    if (!hosts.includes(request.headers.host?.toLowerCase() ?? '')) {
      response.writeHead(403, { 'Content-Type': 'application/json' });
      response.end(
        JSON.stringify({
          error: {
            code: 'foreign-host',
            message: `The studio does not answer as this host. It is at http://${hosts[0]}.`,
          },
        }),
      );
      return;
    }
    if (refusing) {
      response.writeHead(503, { 'Content-Type': 'application/json', Connection: 'close' });
      response.end(JSON.stringify({ error: { code: 'unavailable', message: 'The studio is stopping.' } }));
      return;
    }
    // Next's own switches are not for clients.
    for (const name of ['x-middleware-subrequest', 'x-http-method-override', 'x-forwarded-host']) {
      delete request.headers[name];
    }
    provided
      .then((handler) => handler(request, response))
      .catch((error: unknown) => {
        console.error('A request failed outside of its handler:', error);
        if (!response.headersSent) response.writeHead(500, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ error: { code: 'internal', message: 'The studio failed to answer.' } }));
      });
  });
  // Answers may stream for hours; only receiving a request is limited.
  server.timeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(listenError(error, options.port)));
    server.listen(options.port, '127.0.0.1', () => resolve());
  });
  return {
    server,
    serve: (handler) => provide(handler),
    refuse() {
      refusing = true;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listenError(error: Error, port: number): Error {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    return new StartError(
      `Port ${port} is in use by another program. Stop it, or choose another port: PORT=${port + 1} npm start`,
    );
  }
  if (code === 'EACCES') {
    return new StartError(`Port ${port} may not be used by this user. Choose one above 1023: PORT=4317 npm start`);
  }
  return error;
}
