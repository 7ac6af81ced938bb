import { camelName, wordsOf } from '../words/words.ts';
import type { LinePart } from './split-alike.ts';

/** Names of the members of entries, by what a label says, by what they hold, else `name` for the first and `text`. */
export function entryNames(parts: readonly LinePart[]): readonly string[] {
  const names: string[] = [];
  const taken = new Map<string, number>();
  parts.forEach((part, at) => {
    if (typeof part === 'string') return;
    const wanted = labelOf(parts[at - 1], parts[at + 1], part.values) ?? kindOf(part.values, names);
    const times = (taken.get(wanted) ?? 0) + 1;
    taken.set(wanted, times);
    names.push(times === 1 ? wanted : `${wanted}${times}`);
  });
  return names;
}

/** `owner: …`, `Loan 1237`, or the unit behind a number: `66 members`. */
function labelOf(before: LinePart | undefined, after: LinePart | undefined, values: readonly string[]): string | null {
  const label = typeof before === 'string' ? /(\p{L}[\p{L} _-]*)[:=]\s*$/u.exec(before)?.[1] : undefined;
  if (label !== undefined) return camelName(wordsOf(label).slice(-3), 'text');
  const kind = typeof before === 'string' ? /(?:^|\W)(\p{Lu}\p{Ll}+) $/u.exec(before)?.[1] : undefined;
  if (kind !== undefined && values.every((value) => /\p{N}/u.test(value))) return camelName(wordsOf(kind), 'text');
  const unit = typeof after === 'string' ? /^\s(\p{Ll}[\p{Ll} ]*)/u.exec(after)?.[1]?.trim() : undefined;
  return unit !== undefined && values.every((value) => /^[\d.,]+$/.test(value))
    ? camelName(unit.split(/[\s_-]+/).slice(0, 2), 'number')
    : null;
}

function kindOf(values: readonly string[], names: readonly string[]): string {
  const all = (pattern: RegExp): boolean => values.every((value) => pattern.test(value));
  if (all(/^\S+@\S+\.\S+$/)) return 'email';
  if (all(/^https?:\/\/\S+$/)) return 'url';
  if (all(/^\d{4}-\d{2}-\d{2}(T\S*)?$/)) return 'date';
  if (all(/^\d{1,2}:\d{2}(:\d{2})?$/)) return 'time';
  if (all(/^[\p{L}_]*[-_#]?[\p{L}\p{N}_-]*\d[\p{L}\p{N}_-]*$/u)) return 'id';
  if (all(/^\p{Ll}[\p{Ll}_-]*$/u)) return names.includes('name') ? 'state' : 'name';
  return names.includes('name') || all(/^(\S+\s+){5}/) ? 'text' : 'name';
}
