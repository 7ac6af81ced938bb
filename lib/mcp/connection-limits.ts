/** Waits in milliseconds and sizes in bytes. The defaults suit servers that a person works with. */
export interface ConnectionLimits {
  /** From start to the end of the handshake; generous for stdio because `npx` may have to download first. */
  readonly connectStdioMs: number;
  readonly connectHttpMs: number;
  /** How long a stdio server may stay silent on `server/discover` before it is taken for one of an older era. */
  readonly probeMs: number;
  /** A call that sends nothing, not even progress, for so long is given up. */
  readonly callIdleMs: number;
  /** A call is given up after this, progress or not. */
  readonly callTotalMs: number;
  /** Lists (tools, resources, prompts), per page. */
  readonly listMs: number;
  /** One message of a server. A larger one is thrown away and its call fails; the connection lives on. */
  readonly messageBytes: number;
  readonly listPages: number;
  readonly listItems: number;
  /** Calls that are on the wire to one server at once; the others wait. */
  readonly concurrency: number;
  /** Attempts to come (back) before the connection counts as failed. */
  readonly attempts: number;
  readonly firstRetryMs: number;
  readonly longestRetryMs: number;
  /** After stdin was closed, and again after SIGTERM. */
  readonly stopGraceMs: number;
  readonly stderrLines: number;
  /** How long a call waits for a server that is still connecting. */
  readonly waitForConnectionMs: number;
}

export const DEFAULT_LIMITS: ConnectionLimits = {
  connectStdioMs: 90_000,
  connectHttpMs: 20_000,
  probeMs: 6_000,
  callIdleMs: 5 * 60_000,
  callTotalMs: 30 * 60_000,
  listMs: 30_000,
  messageBytes: 50 * 1024 * 1024,
  listPages: 100,
  listItems: 10_000,
  concurrency: 64,
  attempts: 5,
  firstRetryMs: 500,
  longestRetryMs: 15_000,
  stopGraceMs: 2_000,
  stderrLines: 200,
  waitForConnectionMs: 20_000,
};
