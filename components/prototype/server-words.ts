import type { DotState } from '#components/ui/status-dot.tsx';
import type { ConnectionStatus } from '#core/server/server-config.ts';

export const serverDots: Record<ConnectionStatus['state'], DotState> = {
  connected: 'ok',
  connecting: 'busy',
  'needs-consent': 'waiting',
  'needs-config': 'waiting',
  'needs-sign-in': 'waiting',
  stopped: 'off',
  failed: 'failed',
};

export const serverWords: Record<ConnectionStatus['state'], string> = {
  connected: 'connected',
  connecting: 'connecting',
  'needs-consent': 'waits for your consent',
  'needs-config': 'is not set up',
  'needs-sign-in': 'waits for you to sign in',
  stopped: 'stopped',
  failed: 'failed',
};
