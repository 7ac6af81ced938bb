import {
  Client,
  SSEClientTransport,
  StreamableHTTPClientTransport,
  type Transport,
} from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import type { ServerSettings } from './server-settings.ts';

const CONNECT_MS = 30_000;
const LARGEST_MESSAGE = 64 * 1024 * 1024;

export interface ConnectedServer {
  readonly client: Client;
  /** Where it is; absent where it is a child. */
  readonly address?: URL;
  /** True from the moment the connection ended. */
  closed: boolean;
  close(): Promise<void>;
}

/**
 * Starts or reaches a server and greets it. A child gets its own variables and a small fixed set, never the agent's
 * environment. What a child writes to stderr goes to `onLog`, line by line.
 */
export async function connectServer(
  settings: ServerSettings,
  options: { readonly name: string; readonly onLog: (line: string) => void },
): Promise<ConnectedServer> {
  const transport = makeTransport(settings, options.onLog);
  // Over HTTP the newest revision is tried first; a child is greeted as every server understands.
  const client = new Client(
    { name: options.name, version: '1.0.0' },
    { capabilities: {}, versionNegotiation: { mode: settings.kind === 'http' ? 'auto' : 'legacy' } },
  );
  const server: ConnectedServer = {
    client,
    ...(settings.kind === 'stdio' ? {} : { address: new URL(settings.url) }),
    closed: false,
    async close() {
      server.closed = true;
      await client.close();
    },
  };
  client.onclose = () => {
    server.closed = true;
  };
  try {
    await client.connect(transport, { timeout: CONNECT_MS });
  } catch (error) {
    await client.close().catch(() => {});
    throw error;
  }
  return server;
}

function makeTransport(settings: ServerSettings, onLog: (line: string) => void): Transport {
  if (settings.kind === 'stdio') {
    const transport = new StdioClientTransport({
      command: settings.command,
      args: [...settings.args],
      env: { ...settings.env },
      ...(settings.cwd === undefined ? {} : { cwd: settings.cwd }),
      stderr: 'pipe',
      maxBufferSize: LARGEST_MESSAGE,
    });
    transport.stderr?.on('data', (chunk) => {
      for (const line of String(chunk).split('\n')) if (line.trim() !== '') onLog(line);
    });
    return transport;
  }
  const url = new URL(settings.url);
  const requestInit = { headers: { ...settings.headers } };
  return settings.kind === 'sse'
    ? new SSEClientTransport(url, { requestInit })
    : new StreamableHTTPClientTransport(url, { requestInit });
}
