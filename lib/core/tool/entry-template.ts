import type { JsonObject } from '../json/json.ts';

/** How an entry is written in a line, taken apart; `parseEntryTemplate` makes it from `- #{name} ({id}), {members} members`. */
export interface EntryTemplate {
  /** A whole line, without blanks at its ends. The last member takes the rest; each before it ends where the fixed text begins. */
  readonly pattern: RegExp;
  /** Names of the members, in the order of the groups of the pattern. */
  readonly names: readonly string[];
  /** The fixed words and marks: `-`, `#`, `(`, `)`, `,`, `members`. */
  readonly signs: ReadonlySet<string>;
  /** Those with which every entry begins: `-`, `#`. */
  readonly lead: ReadonlySet<string>;
  /** Whether the last member is the end of the line, so that a line below may go on with it. */
  readonly isOpen: boolean;
}

const HOLE = /\{([A-Za-z][A-Za-z0-9_]*)\}/;

export function parseEntryTemplate(text: string): EntryTemplate {
  // Every second piece is the name of a member: `split` keeps what it splits at.
  const pieces = text.split(HOLE);
  const fixed = pieces.filter((_, at) => at % 2 === 0);
  return {
    pattern: new RegExp(`^${fixed.map(escaped).join('(.*?)')}$`),
    names: pieces.filter((_, at) => at % 2 === 1),
    signs: new Set(fixed.flatMap(wordsAndMarks)),
    lead: new Set(wordsAndMarks(fixed[0] ?? '')),
    isOpen: fixed.at(-1) === '',
  };
}

/** The members of a line that is an entry, as text; null for any other line. */
export function readEntry(line: string, { pattern, names }: EntryTemplate): JsonObject | null {
  const found = pattern.exec(line.trim());
  return found === null ? null : Object.fromEntries(names.map((name, at) => [name, (found[at + 1] ?? '').trim()]));
}

/** Whether anything in a line could belong to an entry that is written otherwise. */
export function bearsSign(line: string, { signs }: EntryTemplate): boolean {
  return wordsAndMarks(line).some((sign) => signs.has(sign));
}

/**
 * Whether a line ends in a colon and cannot be the start of an entry (`Rooms (2):`): it begins otherwise than all
 * entries do, or bears none of their signs where they begin with a member.
 */
export function isTitle(line: string, template: EntryTemplate): boolean {
  const title = line.trim().slice(0, -1).trim();
  if (!line.trim().endsWith(':') || title === '') return false;
  if (template.lead.size > 0) return !template.lead.has(wordsAndMarks(title)[0] ?? '');
  const [first] = template.signs;
  return first !== ':' && !bearsSign(title, template);
}

/** Words, numbers and single marks, in their order. */
export function wordsAndMarks(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? [];
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
