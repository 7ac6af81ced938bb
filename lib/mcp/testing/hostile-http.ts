import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** An MCP server over Streamable HTTP (2025-06-18, JSON answers) that breaks in the way that the called tool names. */
export interface HostileHttp {
  readonly url: string;
  /** Names of the tools that were called, in order: each of them "took effect". */
  readonly effects: readonly string[];
  /** Answers every request with this status from now on; 0 to answer normally. */
  refuseWith(status: number): void;
  close(): Promise<void>;
}

/** 100 MB in 100 kB. */
const BOMB = gzipSync(Buffer.alloc(100_000_000, 120), { level: 1 });

interface Message {
  readonly id?: string | number;
  readonly method?: string;
  readonly params?: { readonly name?: string };
}

export async function startHostileHttp(): Promise<HostileHttp> {
  const effects: string[] = [];
  let status = 0;
  const server: Server = createServer(async (request, response) => {
    const body = await readBody(request);
    if (status !== 0) {
      response.writeHead(status, { 'content-type': 'text/html' }).end('<html><style>x{}</style><b>No</b> entry</html>');
      return;
    }
    if (request.method !== 'POST') return void response.writeHead(405).end();
    // Written by the client under test.
    const message = JSON.parse(body) as Message;
    if (message.id === undefined) return void response.writeHead(202).end();
    if (message.method === 'initialize') {
      const result = {
        protocolVersion: '2025-06-18',
        capabilities: { tools: {} },
        serverInfo: { name: 'h', version: '0' },
      };
      return json(response, { id: message.id, result });
    }
    if (message.method !== 'tools/call') {
      return json(response, { id: message.id, error: { code: -32601, message: 'Method not found' } });
    }
    const tool = message.params?.name ?? '';
    effects.push(tool);
    misbehave(tool, message, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}/mcp`,
    effects,
    refuseWith: (next) => {
      status = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function misbehave(tool: string, { id }: Message, response: ServerResponse): void {
  const answer = (text: string) => ({ jsonrpc: '2.0', id, result: { content: [{ type: 'text', text }] } });
  const stream = () => response.writeHead(200, { 'content-type': 'text/event-stream' });
  const event = (message: object) => `event: message\ndata: ${JSON.stringify(message)}\n\n`;
  const note = { jsonrpc: '2.0', method: 'notifications/message', params: { level: 'info', data: 'working' } };
  switch (tool) {
    case 'stream-cut':
      stream().write(event(note));
      setTimeout(() => response.destroy(), 30);
      return;
    case 'stream-ends':
      stream().write(event(note));
      setTimeout(() => response.end(), 30);
      return;
    case 'reset':
      response.destroy();
      return;
    case 'bad-gateway':
      response.writeHead(502).end('upstream');
      return;
    case 'redirect':
      response.writeHead(307, { location: 'http://127.0.0.1:1/elsewhere' }).end();
      return;
    case 'truncated':
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"jsonrpc":"2.0","id":');
      return;
    case 'accepted':
      response.writeHead(202).end();
      return;
    case 'page':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Login</h1>');
      return;
    case 'wrong-id':
      json(response, { id: 99_999, result: { content: [] } });
      return;
    case 'huge':
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify(answer('x'.repeat(3_000_000))));
      return;
    case 'bomb':
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(BOMB);
      return;
    case 'huge-event':
      stream().end(event(answer('x'.repeat(3_000_000))));
      return;
    case 'drip': {
      stream();
      const timer = setInterval(() => response.write(':\n'), 50);
      response.on('close', () => clearInterval(timer));
      return;
    }
    case 'limited':
      response.writeHead(429, { 'retry-after': '5' }).end('slow down');
      return;
    case 'streamed':
      stream().write(event(note));
      setTimeout(() => response.end(event(answer('streamed'))), 20);
      return;
    default:
      json(response, answer('well'));
  }
}

function json(response: ServerResponse, message: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ jsonrpc: '2.0', ...message }));
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}
