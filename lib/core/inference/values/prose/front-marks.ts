/** Says whether a word is data elsewhere: the name of something, an id that another answer holds. */
export type IsData = (word: string) => boolean;

/** What stands in front of a piece of a sentence and may lead to it again in another sentence of the same server. */
export interface FrontMark {
  /** Texts to go behind, one after the other; the piece begins where the last of them ends. */
  readonly path: readonly [string, ...string[]];
  /** The words in front, which say what the piece is; may be none. */
  readonly says: string;
  /** How little it looks like fixed words of the server: 0 for words and labels, more for signs, most for doubtful words. */
  readonly doubt: number;
}

/** More words than these in front of a piece are a sentence of their own. */
const MOST_WORDS = 4;

/** Words that stand in front of anything. */
const SAYS_NOTHING =
  /^\s*((a|an|the|to|by|of|in|on|at|up|for|from|with|under|over|as|is|are|was|and|or|now|its?|has|new)\W+)+$/i;

/** A sign that opens something, and one that stands between a thing and what is said of it. */
const OPENING = /[<([{"“„«#]$/u;
const PARTING = /(?:: |= |[→–—-] )$/u;

/** What a sign alone costs; a doubtful word costs more than all signs. */
const SIGN = 1;
const BEHIND_WORDS = 1.2;
const DOUBTFUL = 2;

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Ways to the place `at` in the text, those first that most likely stand in every answer: words that are no data right in
 * front of it, or a label; then a sign (`<`), behind such words where it stands earlier too; at last words that may be
 * data. None holds a number or a name of several words: those of another answer are others.
 */
export function frontMarks(text: string, at: number, isData: IsData): readonly FrontMark[] {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  const found = [...wordMarks(line, isData), ...signMarks(text, at, line, isData)];
  return found
    .filter(({ path }) => endOf(text, path) === at)
    .sort((one, other) => one.doubt - other.doubt)
    .slice(0, MOST_MARKS);
}

const MOST_MARKS = 8;

/** Where one lands behind all of the marks, each at its first place behind the one before; -1 where one is missing. */
function endOf(text: string, path: readonly string[]): number {
  let end = 0;
  for (const mark of path) {
    const found = text.indexOf(mark, end);
    if (found < 0) return -1;
    end = found + mark.length;
  }
  return end;
}

/** The last one, two, … words of the line with what stands between them and its end; a label by all of its words. */
function wordMarks(line: string, isData: IsData): readonly FrontMark[] {
  const label = /(?:^|[.;,(]\s+)(\p{L}[\p{L} ]{0,40}:\s+)$/u.exec(line)?.[1];
  if (label !== undefined) return [plain(label, isData(label.replace(/:\s+$/, '')) ? DOUBTFUL : 0)];
  const words = wordsIn(line);
  const nearest = words.at(-1);
  // A sign between the last word and the piece: what stands before it is most often a thing, and not what is said of it.
  const gap = nearest === undefined ? '' : line.slice(nearest.end);
  const behindSign = /[^\s]/u.test(gap) ? DOUBTFUL - 0.5 : 0;
  return words.slice(-MOST_WORDS).flatMap((_, back): FrontMark[] => {
    const own = words.slice(words.length - 1 - back);
    const mark = line.slice(own[0]?.start);
    if (!/\p{L}{2}/u.test(mark) || SAYS_NOTHING.test(mark)) return [];
    const kinds = own.map((word) => kindOf(word, line, words, isData));
    if (kinds.includes('data')) return [];
    return [plain(mark, kinds.includes('doubtful') ? DOUBTFUL : behindSign)];
  });
}

const plain = (mark: string, doubt: number): FrontMark => ({ path: [mark], says: mark, doubt });

/** The sign in front of the place, by itself and behind words in front of it. */
function signMarks(text: string, at: number, line: string, isData: IsData): readonly FrontMark[] {
  const sign = OPENING.exec(line)?.[0] ?? PARTING.exec(line)?.[0];
  if (sign === undefined) return [];
  const words = wordsIn(line);
  const said = words
    .filter((word) => word.end <= line.length - sign.length)
    .slice(-2)
    .filter((word) => kindOf(word, line, words, isData) === 'fixed')
    .map((word) => word.text)
    .join(' ');
  const alone: FrontMark = { path: [sign], says: said, doubt: SIGN };
  if (endOf(text, [sign]) === at) return [alone];
  const anchors = [
    ...line.matchAll(/(?<=^|[.;,]\s+)\p{L}[\p{L} ]{0,40}:\s+|(?<=^|\s)(?:\p{Ll}{2,}\s+){1,3}(?=\p{Lu})/gu),
  ];
  return anchors
    .map(({ 0: anchor }) => anchor)
    .reverse()
    .filter((anchor) => !SAYS_NOTHING.test(anchor) && !isData(anchor.replace(/:?\s+$/, '')))
    .map((anchor) => ({ path: [anchor, sign], says: anchor, doubt: BEHIND_WORDS }));
}

type Kind = 'fixed' | 'doubtful' | 'data';

/**
 * What a word in a sentence most likely is. Numbers, ids and names of several words are data; a word with a capital
 * inside a sentence, one of parts (`night-shift`) and one that is a value elsewhere may be.
 */
function kindOf(word: Word, line: string, words: readonly Word[], isData: IsData): Kind {
  const { text } = word;
  if (/[\p{N}@]/u.test(text)) return 'data';
  const at = words.findIndex(({ start }) => start === word.start);
  const isBeside = (other: Word | undefined, between: (other: Word) => string): boolean =>
    other !== undefined && /^\p{Lu}/u.test(other.text) && between(other) === ' ';
  if (/^\p{Lu}/u.test(text)) {
    const before = isBeside(words[at - 1], (other) => line.slice(other.end, word.start));
    const after = isBeside(words[at + 1], (other) => line.slice(word.end, other.start));
    if (before || after) return 'data';
    if (!/(?:^|[.!?]\s+)$/u.test(line.slice(0, word.start))) return 'doubtful';
  }
  return /[_-]/.test(text) || isData(text) ? 'doubtful' : 'fixed';
}

/** Words with what holds them together: `night-shift`, `ada.duarte@ops.example`. */
function wordsIn(line: string): readonly Word[] {
  return [...line.matchAll(/[\p{L}\p{N}_]+(?:[.@'’/-]+[\p{L}\p{N}_]+)*/gu)].map(({ 0: text, index }) => ({
    text,
    start: index,
    end: index + text.length,
  }));
}
