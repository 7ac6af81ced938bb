/** MCP's `LoggingLevel`, the least severe first. */
export const LOG_LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Whether a message of this level is to be shown to whoever asked for `wanted` and above; without a wish all are. */
export function isSevereEnough(level: unknown, wanted: string | undefined): boolean {
  const levels: readonly unknown[] = LOG_LEVELS;
  const place = (name: unknown) => levels.indexOf(name);
  // A level that nobody knows may be important.
  return place(level) < 0 || place(level) >= place(wanted);
}
