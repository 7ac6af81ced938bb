import { createServer } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, type McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { StateFile } from './state-file.ts';

/**
 * Runs a sample server from its command line:
 *
 *     node server.ts [--state <folder>] [--reset] [--http <port>]
 *
 * Without `--http` it speaks MCP on stdin and stdout; with it, Streamable HTTP at `http://127.0.0.1:<port>/mcp` (port 0
 * takes a free one and prints the address). The folder may also be given as `SAMPLE_STATE`. Both protocol eras.
 */
export function serve(server: {
  readonly name: string;
  readonly open: (folder: string) => StateFile<unknown>;
  readonly build: (folder: string) => McpServer;
}): void {
  const { values } = parseArgs({
    options: { state: { type: 'string' }, reset: { type: 'boolean' }, http: { type: 'string' } },
  });
  const folder =
    values.state ?? process.env.SAMPLE_STATE ?? join(homedir(), '.tracewright', 'sample-servers', server.name);
  if (values.reset) {
    server.open(folder).reset();
    console.error(`${server.name}: started anew in ${folder}`);
  }
  if (values.http === undefined) {
    serveStdio(() => server.build(folder));
    return;
  }
  const handler = toNodeHandler(createMcpHandler(() => server.build(folder), { onerror: console.error }));
  const http = createServer((request, response) => {
    // A page of another origin must not reach a server on this machine through the browser.
    const host = request.headers.host?.replace(/:\d+$/, '');
    const foreign = (host !== '127.0.0.1' && host !== 'localhost') || request.headers.origin !== undefined;
    if (!foreign && request.url === '/mcp') void handler(request, response);
    else response.writeHead(foreign ? 403 : 404).end();
  });
  http.listen(Number(values.http), '127.0.0.1', () => {
    const address = http.address();
    const port = typeof address === 'object' && address !== null ? address.port : values.http;
    console.error(`${server.name}: http://127.0.0.1:${port}/mcp`);
  });
}
