import { textAfter, textBefore } from '../../../functions/text.ts';
import { canonicalJson } from '../../../json/canonical.ts';
import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import type { Gathered, Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import type { PromptText } from '../../words/prompt-text.ts';
import { wordsOf } from '../../words/words.ts';

/** A form of texts that the user wrote in quotes: `"<what> at <percent> on <host>"`. */
export interface SaidForm {
  /** What stands before the first hole, between two, and behind the last; one more than there are holes. */
  readonly marks: readonly string[];
  readonly holes: readonly (readonly string[])[];
}

const LONGEST = 2000;

/** The forms in the prompt of which the pieces can be told apart: something stands between any two holes. */
export function saidForms(prompt: PromptText): readonly SaidForm[] {
  return prompt.quoted.flatMap(({ text }): SaidForm[] => {
    const parts = text.split(/<([^<>\n]{1,80})>/);
    const marks = parts.filter((_, at) => at % 2 === 0);
    const holes = parts.filter((_, at) => at % 2 === 1).map(wordsOf);
    const isApart = marks.slice(1, -1).every((mark) => mark !== '');
    return holes.length > 0 && isApart && /\p{L}/u.test(marks.join('')) ? [{ marks, holes }] : [];
  });
}

/** The pieces of a text that has the form, each ended by what comes first behind it; null where it has another. */
export function piecesOf(text: string, { marks }: SaidForm): readonly string[] | null {
  const [opening = '', ...ends] = marks;
  if (text.length > LONGEST || !text.startsWith(opening)) return null;
  const pieces: string[] = [];
  let rest = text.slice(opening.length);
  for (const end of ends) {
    const piece = end === '' ? rest : textBefore(rest, end);
    if (piece === null || piece === '') return null;
    pieces.push(piece);
    rest = end === '' ? '' : (textAfter(rest, end) ?? '');
  }
  return rest === '' ? pieces : null;
}

const remembered = new WeakMap<DraftContext, Gathered>();

/**
 * Pieces of members whose texts have a form that the user wrote, in every row: "the alerts read "<what> at <percent> on
 * <host>"" tells where the host of an alert stands. `made` are the texts that are looked for: the form that one of them
 * has is how it is put together, and not how something is read.
 */
export function formPieces(made: readonly string[], scope: Scope, context: DraftContext): readonly Column[] {
  const forms = saidForms(context.prompt).filter((form) => made.every((text) => piecesOf(text, form) === null));
  if (forms.length === 0) return [];
  let texts = remembered.get(context);
  if (texts === undefined) {
    texts = (_, reached) =>
      reached.filter(({ values: [text] }) =>
        saidForms(context.prompt).some((form) => typeof text === 'string' && piecesOf(text, form) !== null),
      );
    remembered.set(context, texts);
  }
  return scope.gather(texts).flatMap((column) => forms.flatMap((form) => piecesIn(column, form, context)));
}

const taken = new WeakMap<DraftContext, Map<string, Expr>>();

/** What takes the last piece of the same text, by what takes a piece; where there is none, the text has another form. */
export const endsOfForms = (context: DraftContext): ReadonlyMap<string, Expr> => taken.get(context) ?? new Map();

function noteEnd(piece: Expr, end: Expr, context: DraftContext): void {
  const known = taken.get(context) ?? new Map<string, Expr>();
  taken.set(context, known.set(canonicalJson(piece), end));
}

/** Those of them that are the target's values. */
export function formColumns(target: Target, scope: Scope, context: DraftContext): readonly Column[] {
  const made = target.values.filter((value) => typeof value === 'string');
  if (made.length < target.values.length) return [];
  return formPieces(made, scope, context).filter(
    (piece) => usable(piece, target) && piece.values.every((value, row) => value === target.values[row]),
  );
}

function piecesIn(column: Column, form: SaidForm, context: DraftContext): readonly Column[] {
  const pieces = column.values.map((text) => (typeof text === 'string' ? piecesOf(text, form) : null));
  if (pieces.length === 0 || pieces.includes(null)) return [];
  const { locate: _locate, ...rest } = column;
  const exprs = form.holes.map((_, at) => pieceExpr(column.expr, form, at));
  const [end = column.expr] = exprs.slice(-1);
  for (const expr of exprs) noteEnd(expr, end, context);
  return form.holes.map((words, at) => ({
    ...rest,
    expr: exprs[at] ?? end,
    values: pieces.map((row): Json | undefined => row?.[at]),
    words,
    about: [...column.words, ...column.about],
    cost: column.cost + 1,
    origin: 'computed',
    label: `${words.join(' ')} in ${column.label}`,
  }));
}

/** What takes the piece out: after each mark in front of it, one after the other, and before the one behind it. */
function pieceExpr(of: Expr, { marks }: SaidForm, at: number): Expr {
  const end = marks[at + 1] ?? '';
  const fronts = marks.slice(0, at + 1).filter((mark) => mark !== '');
  const last = fronts.at(-1);
  const before = (end === '' ? fronts : fronts.slice(0, -1)).reduce((from, mark) => call('textAfter', from, mark), of);
  if (end === '') return before;
  return last === undefined ? call('textBefore', before, end) : call('textBetween', before, last, end);
}

const call = (name: string, from: Expr, ...marks: readonly string[]): Expr => ({
  $: 'fn',
  name,
  args: [from, ...marks.map((value): Expr => ({ $: 'lit', value }))],
});
