import { createServer, type Server as HttpServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, Server } from '@modelcontextprotocol/server';
import { ticketsTrace } from '../../lib/export/test/tickets-for-pull-requests.ts';

/** The servers of the job, on loopback. */
export interface JobServer {
  /** `<url>/code-host` and `<url>/tracker`. */
  readonly url: string;
  /** How many issues were made since it was asked last. */
  takeCount(): number;
  close(): Promise<void>;
}

/** Pull requests, every other one of which is wanted, and a tracker. Each call takes `latencyMs`, as over a network. */
export async function startJobServer(wanted: number, latencyMs: number): Promise<JobServer> {
  let made = 0;
  const pulls = Array.from({ length: 2 * wanted }, (_, index) => ({
    number: index,
    title: index % 2 === 0 ? `Memory leak ${index}` : `Colours ${index}`,
    url: `https://code.example/acme/storefront/${index}`,
  }));
  const answers = {
    'code-host': () => ({ pull_requests: pulls }),
    tracker: () => {
      made += 1;
      return { key: `WEB-${made}`, url: `https://tracker.example/WEB-${made}` };
    },
  } as const;

  const handlerOf = (alias: keyof typeof answers) =>
    toNodeHandler(
      createMcpHandler(() => {
        const server = new Server({ name: alias, version: '1.0.0' }, { capabilities: { tools: {} } });
        const tools = ticketsTrace.tools.filter((tool) => tool.server === alias);
        server.setRequestHandler('tools/list', () => ({
          tools: tools.map(({ name, inputSchema }) => ({
            name,
            inputSchema: { ...inputSchema, type: 'object' as const },
          })),
        }));
        server.setRequestHandler('tools/call', async () => {
          await delay(latencyMs);
          return { content: [{ type: 'text', text: JSON.stringify(answers[alias]()) }] };
        });
        return server;
      }),
    );
  const handlers = { '/code-host': handlerOf('code-host'), '/tracker': handlerOf('tracker') };
  const http = createServer((request, response) => {
    const handle = request.url === '/code-host' || request.url === '/tracker' ? handlers[request.url] : null;
    if (handle) void handle(request, response);
    else response.writeHead(404).end();
  });
  return {
    url: `http://127.0.0.1:${await listen(http)}`,
    takeCount() {
      const count = made;
      made = 0;
      return count;
    },
    close: () =>
      new Promise((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
}

function listen(http: HttpServer): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(0, '127.0.0.1', () => {
      const address = http.address();
      if (typeof address === 'object' && address) resolve(address.port);
    });
  });
}
