import type { DotState } from '#components/ui/status-dot.tsx';
import type { ConnectionStatus, ServerConfig } from '#core/server/server-config.ts';
import type { ServerView } from '#core/server/server-view.ts';

interface StateLook {
  readonly dot: DotState;
  readonly label: string;
}

/** How each state of a connection looks and reads. */
export const stateLooks: Readonly<Record<ConnectionStatus['state'], StateLook>> = {
  connected: { dot: 'ok', label: 'Connected' },
  connecting: { dot: 'busy', label: 'Connecting' },
  failed: { dot: 'failed', label: 'Failed' },
  stopped: { dot: 'off', label: 'Not connected' },
  'needs-consent': { dot: 'waiting', label: 'Waits for your consent' },
  'needs-config': { dot: 'waiting', label: 'Something is missing' },
  'needs-sign-in': { dot: 'waiting', label: 'Waits for you to sign in' },
};

/** Where the server is, in one line: the command as it would be typed, or the URL. */
export function serverAddress(server: Pick<ServerView, 'config' | 'consent'>): string {
  const { transport } = server.config;
  if (transport.kind !== 'stdio') return transport.url;
  return server.consent?.command.line ?? [transport.command, ...transport.args].join(' ');
}

/**
 * The same as one takes it in at a glance: `node server.ts`, `npx -y some-server`, `api.example.com/mcp`. Paths are cut
 * to their last part and what follows the script is left out; the whole stands where it is consented to.
 */
export function shortAddress({ transport }: ServerConfig): string {
  if (transport.kind !== 'stdio') return transport.url.replace(/^https?:\/\/(?:[^/@]*@)?/, '').replace(/[?#].*$/, '');
  const [command = '', ...args] = [transport.command, ...transport.args].map((word) =>
    word.replace(/^.*[\\/](?=.)/, ''),
  );
  const script = args.findIndex((word) => !word.startsWith('-'));
  return [command, ...args.slice(0, script < 0 ? undefined : script + 1)].join(' ');
}

/** What a connected server says it is: `Sample tracker 1.0.0 · MCP 2025-11-25`. */
export function selfDescription(status: ConnectionStatus): string {
  const name = [status.serverName, status.serverVersion].filter(Boolean).join(' ');
  return [name, status.protocolVersion && `MCP ${status.protocolVersion}`].filter(Boolean).join(' · ');
}

export function transportName(transport: ServerConfig['transport']): string {
  switch (transport.kind) {
    case 'stdio':
      return 'stdio';
    case 'http':
      return 'Streamable HTTP';
    case 'sse':
      return 'SSE (legacy)';
  }
}

/** Whether the exact command still has to be allowed before anything may be started. */
export function needsConsent(server: ServerView): boolean {
  return server.consent !== null && !server.consent.given;
}
