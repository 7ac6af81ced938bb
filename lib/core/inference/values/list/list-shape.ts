import type { Json } from '../../../json/json.ts';
import type { Target } from '../../draft/target.ts';
import type { PromptText } from '../../words/prompt-text.ts';

export interface ListShape {
  /** The pieces that should come from items, per row. */
  readonly pieces: readonly (readonly Json[])[];
  /** Pieces before and after them that are there whatever the list holds. */
  readonly head: readonly (readonly Json[])[];
  readonly tail: readonly (readonly Json[])[];
  /** The text between pieces; absent where the target is a list itself. */
  readonly separator?: string;
  /** What stands after the number in front of each piece, where they are numbered from 1; the pieces are without it. */
  readonly mark?: string;
  /** Whether it is one piece, and a list because the user asked for a piece of each item. */
  readonly asked?: true;
}

/** Words that ask for a line of each item: `one line for each`, `a line per order`, `each on a line of its own`. */
const LINE_OF_EACH =
  /\b(lines?|bullets?|bullet points?) (for|per|of) (each|every|all|the|one)?\b|\b(each|every one|all) (of them )?on (its|their|a|an|one) (own |new |separate )?line|\b(each|every) in (its|a) (own |new )?line|\bline by line\b|\bbullet(ed)? list\b/i;

/** The ways to read texts as lists of pieces. One piece alone is a list where the user asked for a line of each item. */
export function shapesOf(target: Target, prompt: PromptText): ListShape[] {
  if (target.values.every((value) => Array.isArray(value))) {
    const pieces = target.values.map((value) => (Array.isArray(value) ? value : []));
    return pieces.some((list) => list.length > 0) ? [{ pieces, head: [], tail: [] }] : [];
  }
  const texts = target.values.map((value) => (typeof value === 'string' ? value : ''));
  const shapes: ListShape[] = [];
  for (const separator of ['\n\n', '\n', '; ', ', ', ',', ' | ']) {
    const split = texts.map((text) => text.split(separator));
    const lines = separator.startsWith('\n');
    const one = separator === '\n' && target.piece !== true && prompt.asksFor(LINE_OF_EACH);
    if (!one && !split.some((pieces) => pieces.length >= 2)) continue;
    for (const head of lines ? [0, 1, 2, 3, 4] : [0]) {
      for (const tail of lines ? [0, 1, 2] : [0]) {
        if (split.some((pieces) => pieces.length < head + tail) || !split.some((pieces) => pieces.length > head + tail))
          continue;
        const pieces = split.map((pieces) => pieces.slice(head, pieces.length - tail));
        const numbers = lines ? withoutNumbers(pieces) : null;
        const shape = {
          pieces,
          head: Array.from({ length: head }, (_, at) => split.map((pieces) => pieces[at] ?? '')),
          tail: Array.from({ length: tail }, (_, at) => split.map((pieces) => pieces[pieces.length - tail + at] ?? '')),
          separator,
          ...(split.every((pieces) => pieces.length === 1) ? { asked: true as const } : {}),
        };
        if (numbers !== null) shapes.push({ ...shape, ...numbers });
        shapes.push(shape);
      }
    }
  }
  return shapes.sort((a, b) => a.head.length + a.tail.length - b.head.length - b.tail.length);
}

const MARKS = ['. ', ') ', ': ', '.) '];

/** Pieces that are numbered from 1 in every row, without their numbers. */
function withoutNumbers(
  rows: readonly (readonly string[])[],
): { readonly pieces: readonly (readonly string[])[]; readonly mark: string } | null {
  if (!rows.some((pieces) => pieces.length > 1)) return null;
  for (const mark of MARKS) {
    if (!rows.every((pieces) => pieces.every((piece, at) => piece.startsWith(`${at + 1}${mark}`)))) continue;
    return { pieces: rows.map((pieces) => pieces.map((piece, at) => piece.slice(`${at + 1}${mark}`.length))), mark };
  }
  return null;
}
