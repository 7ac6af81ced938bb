/** An expression met a value that it is not defined for. The message is a sentence; whoever runs a step adds the place. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

/** How a value is called in a message: short, and never the whole of it. */
export function describeValue(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object') return 'an object';
  if (typeof value === 'string') return value.length > 40 ? `the text "${value.slice(0, 40)}…"` : `the text "${value}"`;
  return `the ${typeof value} ${String(value)}`;
}
