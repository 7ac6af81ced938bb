import { pino } from 'pino';
import type { Log } from '../agent-setup.ts';
import type { Environment } from '../environment.ts';
import type { Tracing } from './tracing.ts';

/**
 * JSON lines on stderr, so that stdout holds results only. Members that are named like secrets are not written. `quiet`
 * is for a person at a terminal, who reads the results: only warnings then, unless `LOG_LEVEL` says otherwise. Each line
 * names the span that is open.
 */
export function openLog(
  environment: Environment,
  { quiet = false, ids = () => undefined }: { readonly quiet?: boolean; readonly ids?: Tracing['ids'] } = {},
): Log {
  return pino(
    {
      level: environment.get('LOG_LEVEL') ?? (quiet ? 'warn' : 'info'),
      base: undefined,
      mixin: () => ids() ?? {},
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
      redact: { paths: SECRET_MEMBERS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}

const SECRET_MEMBERS = ['authorization', 'password', 'secret', 'token', 'apiKey', 'api_key'];
