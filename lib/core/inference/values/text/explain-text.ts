import type { Expr } from '../../../workflow/workflow.ts';
import type { Scope } from '../../columns/scope.ts';
import type { Explanation, Part } from '../../draft/explanation.ts';
import { SOMETHING_ELSE } from '../../draft/question-book.ts';
import type { Target } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { holesIn } from '../../words/holes-in.ts';
import { saidFit } from '../../words/said-source.ts';
import { askDoubtful } from './doubtful-words.ts';
import { fragmentsIn } from './find-fragments.ts';
import type { Fragment, Piece } from './fragment.ts';
import { suspicionOf } from './literal-prices.ts';
import { piecesByPath } from './pieces-by-path.ts';
import { splitTexts } from './split-texts.ts';
import { heldWords } from './telling-words.ts';

/**
 * Takes texts apart into fixed words and pieces that are known: values, their changes, inputs, counts, joined lists.
 * Null where something varies that nothing explains. Fixed words are cheap where the user said them, dear where they
 * look like data (digits, names).
 */
export function explainText(target: Target, scope: Scope, context: DraftContext): Explanation | null {
  const texts = target.values.map((value) => (typeof value === 'string' ? value : null));
  if (texts.some((text) => text === null || text === '')) return null;
  const strings = texts.map((text) => text ?? '');
  const fragments = fragmentsIn(strings, target, scope, context);
  const solution = splitTexts(strings, fragments, context, 7, { left: 400 });
  if (solution === null) return null;
  const [first = ''] = strings;
  const placed = piecesByPath(
    asSaidInHoles(solution.pieces, first, target, context),
    first,
    { target, scope },
    context,
  );
  const settled = askDoubtful(placed.pieces, target, context);
  const { pieces } = settled;
  const doubts = [...placed.doubts, ...settled.doubts];
  const used = pieces.filter((piece): piece is Fragment => typeof piece !== 'string');
  if (used.length === 0) {
    return {
      expr: { $: 'lit', value: first },
      cost: Math.max(1, solution.cost),
      origin: 'constant',
      status: settled.status,
      label: 'fixed text',
      parts: [],
      units: [],
      doubts: settled.doubts,
      alternatives: [],
    };
  }
  const expr: Expr = { $: 'text', parts: joinLiterals(pieces) };
  const doubt = target.effect !== 'read' ? askLiterals(pieces, strings, target, scope, context) : null;
  const picked = used.flatMap((piece) => (piece.picked === undefined ? [] : [piece.picked]));
  const asked = picked.find((pick) => pick.status !== 'proved');
  return {
    expr,
    cost: 1 + solution.cost,
    origin: 'computed',
    status:
      doubt !== null || placed.doubts.length > 0 || settled.status === 'assumed'
        ? 'assumed'
        : (asked?.status ?? settled.status),
    label: `text with ${used.map((piece) => piece.label).join(', ')}`,
    parts: used.flatMap((piece) => piece.picked?.parts ?? [partOf(piece, context)]),
    units: used.flatMap((piece) => piece.picked?.units ?? piece.column?.units ?? []),
    doubts: [...(doubt === null ? [] : [doubt]), ...doubts, ...picked.flatMap((pick) => pick.doubts)],
    alternatives: [],
  };
}

/** Fixed words that look like data, seen once only: they may be something that was not recognised. */
function askLiterals(
  pieces: readonly Piece[],
  strings: readonly string[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): string | null {
  const literals = joinLiterals(pieces).filter((part): part is string => typeof part === 'string');
  const odd = [
    ...literals.filter(
      (literal) =>
        // Words that all rows share are the user's own way of writing; numbers and keys are not.
        (suspicionOf(literal, context) >= (strings.length > 1 ? MANY_ROWS : 6) ||
          heldWords(literal, target, scope, context).length > 0) &&
        !NO_SECONDS.test(literal) &&
        !isSaidWhole(literal, context),
    ),
    ...fixedInHoles(pieces, strings[0] ?? '', context),
  ];
  if (odd.length === 0) return null;
  return context.questions.ask({
    kind: 'literal',
    about: target.about,
    text: `The text of ${target.words.join(' ')} holds ${odd.map((literal) => JSON.stringify(literal.trim().slice(0, 60))).join(' and ')}, which nothing recorded or said explains. Is it the same in every run?`,
    row: target.values[0] ?? null,
    options: [
      { id: 'yes', label: 'Yes, it is fixed text' },
      { ...SOMETHING_ELSE, label: 'No, it is something else: keep the default, edit it by hand' },
    ],
    default: 'yes',
    weight: target.effect === 'destroy' ? 8 : 3,
  }).id;
}

/** As much suspicion as a key of some length raises; less is what a few capitals or a short number make. */
const MANY_ROWS = 16;

/** The end of an instant of which people say the hour and the minute. */
const NO_SECONDS = /^:00(\.0+)?Z?$/;

/** Whether the words stand in the prompt just so: the user wrote them, whatever they look like. */
function isSaidWhole(literal: string, context: DraftContext): boolean {
  const words = literal.trim();
  return words.length >= 4 && context.prompt.says(words) && !context.prompt.isExample(words, '');
}

/** Two holes may hold the same text: each takes the source whose words the user wrote in it. */
function asSaidInHoles(
  pieces: readonly Piece[],
  text: string,
  { words }: Target,
  context: DraftContext,
): readonly Piece[] {
  const holes = holesIn(text, context.prompt, words);
  let at = 0;
  return pieces.map((piece) => {
    const start = at;
    at += (typeof piece === 'string' ? piece : (piece.texts[0] ?? '')).length;
    if (typeof piece === 'string' || piece.others === undefined) return piece;
    const hole = holes.find((one) => one.start === start && one.end === at);
    if (hole === undefined) return piece;
    const likeness = ({ column }: Fragment): number => (column === undefined ? 0 : saidFit([hole.words], column));
    const { others } = piece;
    const best = [piece, ...others].reduce((best, other) =>
      likeness(other) > likeness(best) ||
      (likeness(other) === likeness(best) && (isPlainer(other, best) || isFurtherInside(other, best)))
        ? other
        : best,
    );
    return best === piece ? piece : { ...best, others: [piece, ...others].filter((other) => other !== best) };
  });
}

/** Of two things that have what the user named, the one that was read first is what they speak of without saying whose. */
function isPlainer({ column: one }: Fragment, { column: other }: Fragment): boolean {
  if (one?.origin !== 'reference' || other?.origin !== 'reference' || one.values.length > 1) return false;
  return (one.ready[0] ?? -1) < (other.ready[0] ?? -1);
}

/** Of the things of a loop in a loop, what is said without saying whose is said of the inner ones. */
function isFurtherInside({ column: one }: Fragment, { column: other }: Fragment): boolean {
  if (one === undefined || other === undefined || !isOfItem(one.expr) || !isOfItem(other.expr)) return false;
  return one.ready.every((ready, row) => ready > (other.ready[row] ?? -1));
}

const isOfItem = (expr: Expr): boolean =>
  expr.$ === 'get' ? isOfItem(expr.from) : expr.$ === 'ref' && expr.of === 'var';

/** What stands fixed where the user wrote `<something>`. */
function fixedInHoles(pieces: readonly Piece[], text: string, context: DraftContext): string[] {
  const known = new Set<number>();
  let at = 0;
  for (const piece of pieces) {
    const end = at + (typeof piece === 'string' ? piece : (piece.texts[0] ?? '')).length;
    if (typeof piece !== 'string') for (let place = at; place < end; place += 1) known.add(place);
    at = end;
  }
  return holesIn(text, context.prompt).flatMap(({ start, end }) => {
    const places = Array.from({ length: end - start }, (_, offset) => start + offset);
    return places.some((place) => known.has(place)) ? [] : [text.slice(start, end)];
  });
}

function joinLiterals(pieces: readonly Piece[]): (string | Expr)[] {
  const parts: (string | Expr)[] = [];
  const flat = pieces.flatMap((piece): readonly (string | Expr)[] =>
    typeof piece === 'string' ? [piece] : piece.expr.$ === 'text' ? piece.expr.parts : [piece.expr],
  );
  for (const part of flat) {
    const last = parts.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  }
  return parts;
}

function partOf(piece: Fragment, context: DraftContext): Part {
  if (piece.column !== undefined) return { kind: 'column', column: piece.column };
  const value = piece.input?.value ?? null;
  return { kind: 'prompt', spans: context.prompt.spansOf(String(value ?? '')), value };
}
