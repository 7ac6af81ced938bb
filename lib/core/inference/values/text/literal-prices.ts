import type { DraftContext } from '../../draft-context.ts';
import { holesIn } from '../../words/holes-in.ts';

/** How much of a fixed text looks like data that another run would have otherwise. */
export function suspicionOf(text: string, context: DraftContext): number {
  return literalPrices(text, context).reduce((sum, price) => sum + (price >= 1.5 ? price : 0), 0);
}

/** Price per literal character: nearly free where the user said the word, high where it looks like data. */
export function literalPrices(text: string, context: DraftContext): number[] {
  const filled = holesIn(text, context.prompt);
  const prices: number[] = new Array(text.length).fill(0.03);
  const quiet = new Set<number>();
  const holes = context.prompt.turns.some((turn) => turn.text.includes('<'));
  for (const match of text.matchAll(/T(\d{2}:\d{2})(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:\d{2})?/g)) {
    // A time of day that the user said, in the form that dates are written in.
    if (context.prompt.says(match[1] ?? ''))
      for (let at = match.index; at < match.index + match[0].length; at += 1) quiet.add(at);
  }
  for (const match of text.matchAll(/[\p{L}\p{N}_]+/gu)) {
    const word = match[0];
    const start = match.index ?? 0;
    const said = context.prompt.saysAlone(word) && !context.prompt.isExample(word, text);
    // Where the user put a hole, a word that they did not say is not fixed.
    const hole = holes && !said && context.prompt.holeAfter(text.slice(Math.max(0, start - 40), start)) !== null;
    const plain = /^[\p{Ll}]+$/u.test(word) && !inAddress(text, start, start + word.length);
    // Who speaks of the extension means that of the file, and not the one that this file has.
    const extension = endsFile(text, start, word) && context.prompt.hasWord(/\bextension\b/i);
    const opening = opensSentence(text, start);
    const digits = /\p{N}/u.test(word);
    const number = /^\p{N}+$/u.test(word) ? 8 / word.length : 0;
    const price = extension
      ? 2.6
      : said
        ? 0.08
        : digits
          ? 2.6 + number
          : plain && !hole
            ? 0.4
            : opening && /^\p{Lu}\p{Ll}+$/u.test(word)
              ? 0.5
              : 1.6;
    const inHole = filled.some((hole) => hole.start <= start && start < hole.end);
    for (let at = start; at < start + word.length; at += 1)
      prices[at] = quiet.has(at) ? 0.05 : inHole ? Math.max(price, 1.6) : price;
  }
  return prices;
}

/** Whether a word stands after the last point of a file's name. */
const endsFile = (text: string, start: number, word: string): boolean =>
  word.length <= 5 &&
  /[\p{L}\p{N}_-]\.$/u.test(text.slice(0, start)) &&
  !/^[.\p{L}\p{N}]/u.test(text.slice(start + word.length));

/** Whether a word is the beginning of a mail address: somebody's name, however plain it looks. */
const inAddress = (text: string, start: number, end: number): boolean =>
  /^[\p{L}\p{N}._+-]*@[\p{L}\p{N}-]+\./u.test(text.slice(end)) && !text.slice(start, end).includes('@');

/** Whether nothing but space lies between the place and the end of a sentence or line before it. */
function opensSentence(text: string, place: number): boolean {
  let at = place - 1;
  let line = false;
  while (at >= 0 && /\s/.test(text[at] ?? '')) {
    line ||= text[at] === '\n';
    at -= 1;
  }
  return at < 0 ? place === 0 || line : line || /[.!?:]/.test(text[at] ?? '');
}
