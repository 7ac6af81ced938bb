import { literally } from './literally.ts';
import type { Span } from './span.ts';

const LIST_GAP =
  /^[\s"'`“”‘’()[\]]*(?:,|;|\/|\+|&|\||\n\s*[-*•\d.)]*|\band\b|\bor\b|,\s*(?:and|or)\b)[\s"'`“”‘’()[\]]*$/i;

const SEPARATOR = String.raw`["'”’]?(?:\s*,\s*(?:and|or)\s+|\s*,\s*|\s+(?:and|or|&)\s+|\s*\n\s*[-*•]?\s*)["'“‘]?`;

const SEPARATOR_AFTER = new RegExp(`^${SEPARATOR}`, 'u');
const SEPARATOR_BEFORE = new RegExp(`${SEPARATOR}$`, 'u');

/** Widens one item to the list that it stands in: items of as many words as the values have, separators between. */
export function growList(start: Span, text: string, turn: string, values: readonly string[]): Span[] {
  // Most values stand in no list, and what looks for one is dear to make.
  if (!SEPARATOR_AFTER.test(text.slice(start.end)) && !SEPARATOR_BEFORE.test(text.slice(0, start.start)))
    return [start];
  const known = [...values].sort((a, b) => b.length - a.length).map(literally);
  const words = Math.max(...values.map((value) => value.trim().split(/\s+/).length));
  const word = String.raw`[^\s,;:"'“”()]*[\p{L}\p{N}]`;
  const item = `(?:${known.join('|')}|${word}${words > 1 ? `(?: ${word}){0,${words - 1}}` : ''})`;
  const spans: Span[] = [start];
  const forward = new RegExp(`^${SEPARATOR}(${item})(?![\\p{L}\\p{N}])`, 'u');
  for (let end = start.end; ; ) {
    const match = forward.exec(text.slice(end, end + 300));
    if (match?.[1] === undefined) break;
    end += match[0].length;
    spans.push({ turn, start: end - match[1].length, end });
  }
  const backward = new RegExp(`(?<![\\p{L}\\p{N}])(${item})${SEPARATOR}$`, 'u');
  for (let begin = start.start; ; ) {
    const before = text.slice(Math.max(0, begin - 300), begin);
    const match = backward.exec(before);
    if (match?.[1] === undefined) break;
    begin -= match[0].length;
    spans.unshift({ turn, start: begin, end: begin + match[1].length });
  }
  // Below a list of lines with bullets the sentence goes on: a line without one is no item.
  return isBulleted(start, text) ? spans.filter((span) => isBulleted(span, text)) : spans;
}

const isBulleted = (span: Span, text: string): boolean =>
  /(^|\n)\s*([-*•]|\d+[.)])\s*["'“‘`]?$/.test(text.slice(Math.max(0, span.start - 12), span.start));

export function runFrom(start: Span, options: readonly (readonly Span[])[], text: string): readonly Span[] | null {
  const left = new Set(options.keys());
  const run: Span[] = [];
  const first = [...left].find((index) => options[index]?.includes(start));
  if (first === undefined) return null;
  left.delete(first);
  run.push(start);
  let end = start.end;
  while (left.size > 0) {
    let next: { index: number; span: Span } | null = null;
    for (const index of left) {
      for (const span of options[index] ?? []) {
        if (span.start < end || (next !== null && span.start >= next.span.start)) continue;
        if (LIST_GAP.test(text.slice(end, span.start))) next = { index, span };
      }
    }
    if (next === null) return null;
    left.delete(next.index);
    run.push(next.span);
    end = next.span.end;
  }
  return run;
}
