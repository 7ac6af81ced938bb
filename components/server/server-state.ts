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
