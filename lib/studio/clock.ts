/** Time, passed in so that tests own it. */
export interface Clock {
  /** ISO instant in UTC. */
  readonly now: () => string;
  /** Milliseconds since an arbitrary point; only for differences. */
  readonly milliseconds: () => number;
}

export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  milliseconds: () => performance.now(),
};
