/** How long a claim holds without a sign of life from its owner, and how often an owner gives one. */
export const LEASE_MS = 30_000;
const HEARTBEAT_MS = 10_000;

/** This process no longer holds the effect: it was paused for longer than its lease, and another one went on. */
export class LostClaim extends Error {
  override readonly name = 'LostClaim';

  constructor(key: string, state: string) {
    super(`Effect ${key} is no longer held by this process, so "${state}" was not recorded.`);
  }
}

/** The claims that this process holds. Each is renewed again and again until it is let go. */
export interface HeldClaims {
  add(key: string): void;
  delete(key: string): void;
  stop(): void;
}

export function holdClaims(renew: (key: string) => Promise<unknown>): HeldClaims {
  const held = new Set<string>();
  const renewAll = async () => {
    for (const key of held) await renew(key);
  };
  const heartbeat = setInterval(() => void renewAll().catch(() => {}), HEARTBEAT_MS);
  heartbeat.unref();
  return {
    add: (key) => void held.add(key),
    delete: (key) => void held.delete(key),
    stop: () => clearInterval(heartbeat),
  };
}
