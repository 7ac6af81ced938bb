/**
 * How well a command fits what was typed, from 0 (not at all) to 1: every word has to stand in its label or its keywords.
 * Letters strewn over a label fit nothing, so what is listed is what was meant. The label counts most, and the beginning
 * of a word more than its middle.
 */
export function commandScore(search: string, label: string, keywords: readonly string[] = []): number {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const name = label.toLowerCase();
  const more = keywords.join(' ').toLowerCase();
  const scores = words.map((word) => Math.max(scoreIn(name, word), 0.5 * scoreIn(more, word)));
  if (scores.includes(0)) return 0;
  // Of two that fit alike, the shorter one is closer to what was typed.
  return Math.min(1, ...scores) - Math.min(name.length, 100) / 10_000;
}

function scoreIn(text: string, word: string): number {
  if (text.startsWith(word)) return 1;
  let found = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    found = Math.max(found, /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) ? 0.4 : 0.8);
  }
  return found;
}
