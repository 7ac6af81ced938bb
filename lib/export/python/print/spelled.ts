/** How tightly an expression holds together, loosest first: Python's grammar from `lambda` to what may stand before a dot. */
export const LEVELS = [
  'lambda',
  'conditional',
  'or',
  'and',
  'not',
  'comparison',
  'sum',
  'product',
  'await',
  'primary',
] as const;

export type Level = (typeof LEVELS)[number];

/** An expression as text, with how tightly it holds together. */
export interface Spelled {
  readonly text: string;
  readonly level: Level;
}

export function primary(text: string): Spelled {
  return { text, level: 'primary' };
}

/** The text where something at least so tight is needed: in parentheses, if it is looser. */
export function fitting({ text, level }: Spelled, needed: Level): string {
  return LEVELS.indexOf(level) < LEVELS.indexOf(needed) ? `(${text})` : text;
}
