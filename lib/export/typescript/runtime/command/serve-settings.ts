import type { Environment } from '../environment.ts';
import type { MissedRuns } from '../trigger/due-slots.ts';

export interface ServeSettings {
  readonly mode: 'plan' | 'apply';
  readonly host: string;
  readonly port: number;
  readonly graceMs: number;
  /** On AWS Lambda: what is kept free at the end of an invocation, for a write that is under way. */
  readonly reserveMs: number;
  /** How long whoever calls the agent waits for the end at most; then it is told where to look. */
  readonly longestWaitMs: number;
  /** Deliveries that may wait; while there are as many, no more are taken. */
  readonly mostWaiting: number;
  readonly missedRuns: MissedRuns;
  /** A message whose process gives no sign of life for so long is handed to another. */
  readonly leaseMs: number;
}

/** Reads what `serve` is told by the environment. Throws one line where it cannot be read. */
export function serveSettings(environment: Environment): ServeSettings {
  const number = (name: string, fallback: number, most: number): number => {
    const text = environment.get(name) ?? String(fallback);
    if (/^[0-9]+$/.test(text) && Number(text) <= most) return Number(text);
    throw new Error(`${name} must be a whole number up to ${most}, not "${text}".`);
  };
  const dry = environment.get('DRY_RUN') ?? 'true';
  if (dry !== 'true' && dry !== 'false') throw new Error(`DRY_RUN must be true or false, not "${dry}".`);
  const missed = environment.get('MISSED_RUNS') ?? 'once';
  if (missed !== 'skip' && missed !== 'once') throw new Error(`MISSED_RUNS must be skip or once, not "${missed}".`);
  return {
    mode: dry === 'false' ? 'apply' : 'plan',
    host: environment.get('HOST') ?? '127.0.0.1',
    port: number('PORT', 8080, 65535),
    graceMs: 1000 * number('STOP_GRACE_SECONDS', 50, 3600),
    reserveMs: 1000 * number('DEADLINE_RESERVE_SECONDS', 60, 800),
    longestWaitMs: 1000 * number('INVOKE_WAIT_SECONDS', 25, 600),
    mostWaiting: number('QUEUE_LIMIT', 100, 1_000_000),
    missedRuns: { mode: missed, graceMs: 1000 * number('MISSED_GRACE_SECONDS', 3600, 86_400) },
    leaseMs: 1000 * Math.max(1, number('QUEUE_CLAIM_SECONDS', 60, 600)),
  };
}
