import type { Span } from './span.ts';

export function occurrences(text: string, value: string, turn: string): Span[] {
  const spans: Span[] = [];
  const first = text.indexOf(value);
  if (first < 0) return spans;
  const opensWord = /^[\p{L}\p{N}_]/u.test(value);
  const endsWord = /[\p{L}\p{N}_]$/u.test(value);
  for (let at = first; at >= 0; at = text.indexOf(value, at + 1)) {
    const before = text.slice(Math.max(0, at - 1), at);
    const after = text.slice(at + value.length, at + value.length + 1);
    if (opensWord && /[\p{L}\p{N}_]/u.test(before)) continue;
    if (endsWord && /[\p{L}\p{N}_]/u.test(after)) continue;
    spans.push({ turn, start: at, end: at + value.length });
  }
  return spans;
}
