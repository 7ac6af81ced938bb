import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import type { Fragment } from './fragment.ts';

/** Letters and numbers in turn, two to four times: `S03E14`, `R2C5`, `Y26W07`. */
const CODE = /(?<![\p{L}\p{N}_-])(?:\p{L}{1,4}\p{N}{1,4}){2,4}(?![\p{L}\p{N}_-])/gu;
const PAIR = /(\p{L}+)(\p{N}+)/gu;
const PADDED = /\bdigits?\b|\bzeros?\b|\bzeroes\b|\bpadded\b/;

interface Code {
  readonly text: string;
  readonly letters: readonly string[];
  readonly numbers: readonly string[];
}

/**
 * Codes of several numbers in the form that the user showed: `S03E14` where they wrote `like "S02E07"`. The numbers of
 * such a word stand in it by chance too often to be looked for without the form, and each has to come from one member
 * that the user's words or the letter in front of it tell from all others.
 */
export function codeFragments(
  strings: readonly string[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Fragment[] {
  const shown = context.prompt.turns.flatMap(({ text }) => codesIn(text));
  const found: Fragment[] = [];
  for (const example of shown) {
    const codes = strings.flatMap(
      (text) => codesIn(text).find((code) => isAlike(code, example) && !context.prompt.says(code.text)) ?? [],
    );
    if (codes.length < strings.length) continue;
    const columns = columnsFor(codes, target, scope, context);
    if (columns === null) continue;
    const parts = columns.flatMap((column, at): readonly (string | Expr)[] => [
      example.letters[at] ?? '',
      written(
        column,
        [example, ...codes].map(({ numbers }) => numbers[at] ?? ''),
        context,
      ),
    ]);
    const [first] = columns;
    if (first === undefined) continue;
    const label = columns.map((column) => column.label).join(' and ');
    const texts = codes.map(({ text }) => text);
    const expr: Expr = { $: 'text', parts };
    const units = [...new Set(columns.flatMap((column) => column.units))];
    found.push({
      texts,
      expr,
      cost: 2,
      label,
      column: { ...first, expr, values: texts, origin: 'computed', label, units },
    });
  }
  return found;
}

function codesIn(text: string): readonly Code[] {
  return [...text.matchAll(CODE)].map(([code]) => {
    const pairs = [...code.matchAll(PAIR)];
    return { text: code, letters: pairs.map((pair) => pair[1] ?? ''), numbers: pairs.map((pair) => pair[2] ?? '') };
  });
}

const isAlike = (a: Code, b: Code): boolean =>
  a.letters.length === b.letters.length && a.letters.every((letters, at) => letters === b.letters[at]);

/** One member for each place of the codes, no member twice; null where one is missing or two are as likely. */
function columnsFor(
  codes: readonly Code[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): readonly Column[] | null {
  const known = scope.columns().filter((column) => column.values.every(isNumber) && usable(column, target));
  const taken: Column[] = [];
  for (const [at, letters] of (codes[0]?.letters ?? []).entries()) {
    const ranked = known
      .filter(
        (column) =>
          !taken.includes(column) &&
          codes.every(({ numbers }, row) => Number(column.values[row]) === Number(numbers[at])),
      )
      .map((column) => ({ column, fit: fitOf(column, letters, context) }))
      .sort((a, b) => b.fit - a.fit);
    const [best, next] = ranked;
    if (best === undefined || best.fit === 0 || best.fit === next?.fit) return null;
    taken.push(best.column);
  }
  return taken;
}

const isNumber = (value: Json | undefined): boolean =>
  Number.isSafeInteger(value) || (typeof value === 'string' && /^\d{1,4}$/.test(value));

/** Whether the user said the member's name, and whether the letters are the beginning of it or of what it is of. */
function fitOf(column: Column, letters: string, context: DraftContext): number {
  const { words, about } = column;
  const said = words.length > 0 && words.every((word) => context.prompt.saysAlone(word)) ? 1 : 0;
  const begins = [...words, ...about].some((word) => word.startsWith(letters.toLowerCase())) ? 1 : 0;
  return said + begins;
}

/** Filled up with zeros where one was seen in front of a number, or where the user spoke of digits. */
function written({ expr }: Column, numbers: readonly string[], context: DraftContext): Expr {
  const lengths = new Set(numbers.map((number) => number.length));
  const [length] = lengths;
  const padded = numbers.some((number) => /^0\d/.test(number)) || context.prompt.hasWord(PADDED);
  if (length === undefined || lengths.size > 1 || !padded) return expr;
  return {
    $: 'fn',
    name: 'padStart',
    args: [
      { $: 'text', parts: [expr] },
      { $: 'lit', value: length },
      { $: 'lit', value: '0' },
    ],
  };
}
