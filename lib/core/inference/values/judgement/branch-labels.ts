import type { PromptText } from '../../words/prompt-text.ts';
import { wordsOf } from '../../words/words.ts';

/** What a branch does, by the words of its tools and the values that all of its calls were given. */
export interface Branch {
  readonly words: readonly string[];
  readonly values: readonly string[];
}

/** A label longer than this is a paragraph. */
const LONGEST = 120;
/** `Complaints: open a ticket` is one thought, `Read each mail and say what it is: …` is an introduction. */
const HEADING = 4;

/**
 * What the user said of each branch, which a model may choose among: `for complaints open a ticket`, `spam is deleted`.
 * Null where two branches are not told apart by different pieces of the prompt.
 */
export function branchLabels(branches: readonly Branch[], prompt: PromptText): readonly string[] | null {
  const pieces = prompt.turns.flatMap(({ text }) => piecesOf(text));
  const found = branches.map((branch) => {
    const scores = pieces.map((piece) => scoreOf(branch, piece.text));
    const best = Math.max(0, ...scores);
    return best > 0 && scores.filter((score) => score === best).length === 1 ? scores.indexOf(best) : -1;
  });
  if (found.includes(-1) || new Set(found).size < found.length) return null;
  const labels = found.map((at) => {
    // What stands before it in the sentence and belongs to no other branch says whom it is for.
    let from = at;
    while (from > 0 && pieces[from]?.isFirst === false && !found.includes(from - 1)) from -= 1;
    const [first, last] = [pieces[from], pieces[at]];
    return first === undefined || last === undefined ? '' : last.around.slice(first.start, last.end);
  });
  return labels.every(({ length }) => length <= LONGEST) ? labels : null;
}

interface Piece {
  readonly text: string;
  /** The whole text, and where the piece stands in it. */
  readonly around: string;
  readonly start: number;
  readonly end: number;
  /** Whether it begins a sentence or stands after an introduction. */
  readonly isFirst: boolean;
}

function piecesOf(around: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  let isFirst = true;
  let words = 0;
  for (const mark of [...around.matchAll(MARK), null]) {
    const end = mark?.index ?? around.length;
    const text = around.slice(start, end).trim().replace(/^-\s+/, '');
    const at = around.indexOf(text, start);
    words += wordsOf(text).length;
    if (text !== '') pieces.push({ text, around, start: at, end: at + text.length, isFirst });
    const sign = mark?.[0].trim() ?? '';
    isFirst = /[.;]/.test(sign) || mark?.[0].includes('\n') === true || (sign === ':' && words > HEADING);
    if (isFirst) words = 0;
    start = end + (mark?.[0].length ?? 0);
  }
  return pieces;
}

/** What stands between two pieces. */
const MARK = /[.;](?=\s|$)|\n+|[:,](?=\s)|\sand\s/g;

function scoreOf({ words, values }: Branch, text: string): number {
  const said = wordsOf(text);
  const named = words.filter((word) => said.some((other) => isAkin(word, other))).length;
  return named + values.filter((value) => text.includes(value)).length * 2;
}

/** `forward` and `forwarded`, `delete` and `deleted`, `open` and `opened`. */
const isAkin = (word: string, other: string): boolean =>
  word === other || (word.length > 3 && other.startsWith(word.replace(/e$/, '')) && other.length - word.length < 4);
