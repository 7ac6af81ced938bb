/**
 * The closed catalogue of text forms. Users cannot write expressions of their own: these run in linear time and mean
 * the same in every language that the exporter prints.
 */
export type PatternName =
  | 'number'
  | 'integer'
  | 'email'
  | 'url'
  | 'uuid'
  | 'date'
  | 'instant'
  | 'issueKey'
  | 'hashNumber'
  | 'mention'
  | 'sha'
  | 'semver'
  | 'ipv4';

const PATTERNS: Readonly<Record<PatternName, string>> = {
  number: '-?[0-9]+(?:\\.[0-9]+)?',
  integer: '-?[0-9]+',
  email: '[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+',
  url: 'https?://[^\\s<>"\')\\]]+',
  uuid: '[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}',
  date: '[0-9]{4}-[0-9]{2}-[0-9]{2}',
  instant: '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:[0-9]{2})',
  issueKey: '[A-Z][A-Z0-9]+-[0-9]+',
  hashNumber: '#[0-9]+',
  mention: '@[A-Za-z0-9][A-Za-z0-9_-]*',
  sha: '[0-9a-f]{40}|[0-9a-f]{7,12}',
  semver: 'v?[0-9]+\\.[0-9]+\\.[0-9]+(?:-[0-9A-Za-z.-]+)?',
  ipv4: '[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}',
};

export function isPatternName(name: string): name is PatternName {
  return Object.hasOwn(PATTERNS, name);
}

/** Whether the whole text is of the form. */
export function isPattern(name: PatternName, text: string): boolean {
  return compiled(`^(?:${PATTERNS[name]})$`).test(text);
}

/** The first piece that is of the form and does not go on as a word on either side, else null. */
export function findPattern(name: PatternName, text: string): string | null {
  return compiled(`(?<![A-Za-z0-9])(?:${PATTERNS[name]})(?![A-Za-z0-9])`).exec(text)?.[0] ?? null;
}

const known = new Map<string, RegExp>();

/** Made once: loops ask for the same form for each item. */
function compiled(source: string): RegExp {
  let pattern = known.get(source);
  if (pattern === undefined) {
    pattern = new RegExp(source);
    known.set(source, pattern);
  }
  return pattern;
}
