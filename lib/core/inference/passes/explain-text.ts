import { formatDate } from '../../functions/date.ts';
import { toText } from '../../functions/table.ts';
import type { Json } from '../../json/json.ts';
import { valueAt } from '../../json/path.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { DraftContext } from '../draft-context.ts';
import { type Explanation, type Part, type Target, usable } from '../explanation.ts';
import { SOMETHING_ELSE } from '../question-book.ts';
import type { Column, Scope } from '../scope.ts';
import { surpriseOf } from '../surprise.ts';
import { wordsOf } from '../words.ts';
import { CHANGES, changeColumn, changesFor } from './change-values.ts';
import { aggregates, itemPaths, itemsOf, projected } from './derive-columns.ts';
import { explainPick } from './explain-pick.ts';
import { atomsOf, similarity } from './explain-value.ts';

/** A piece that can stand in a text: its text in every row. */
interface Fragment {
  readonly texts: readonly string[];
  readonly expr: Expr;
  readonly cost: number;
  readonly label: string;
  readonly column?: Column;
  readonly input?: { readonly value: Json };
  /** Taken out of one item of a list. */
  readonly picked?: Explanation;
}

type Piece = string | Fragment;

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
  const pieces = solution.pieces;
  const used = pieces.filter((piece): piece is Fragment => typeof piece !== 'string');
  if (used.length === 0) {
    const [only] = strings;
    return {
      expr: { $: 'lit', value: only ?? '' },
      cost: Math.max(1, solution.cost),
      origin: 'constant',
      status: 'proved',
      label: 'fixed text',
      parts: [],
      units: [],
      doubts: [],
      alternatives: [],
    };
  }
  const expr: Expr = { $: 'text', parts: joinLiterals(pieces) };
  const doubt = target.effect !== 'read' && strings.length === 1 ? askLiterals(pieces, target, context) : null;
  const picked = used.flatMap((piece) => (piece.picked === undefined ? [] : [piece.picked]));
  const asked = picked.find((pick) => pick.status !== 'proved');
  return {
    expr,
    cost: 1 + solution.cost,
    origin: 'computed',
    status: doubt === null ? (asked?.status ?? 'proved') : 'assumed',
    label: `text with ${used.map((piece) => piece.label).join(', ')}`,
    parts: used.flatMap((piece) => piece.picked?.parts ?? [partOf(piece, context)]),
    units: used.flatMap((piece) => piece.picked?.units ?? piece.column?.units ?? []),
    doubts: [...(doubt === null ? [] : [doubt]), ...picked.flatMap((pick) => pick.doubts)],
    alternatives: [],
  };
}

/** Fixed words that look like data, seen once only: they may be something that was not recognised. */
function askLiterals(pieces: readonly Piece[], target: Target, context: DraftContext): string | null {
  const literals = joinLiterals(pieces).filter((part): part is string => typeof part === 'string');
  const odd = literals.filter((literal) => suspicionOf(literal, context) >= 6);
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

function joinLiterals(pieces: readonly Piece[]): (string | Expr)[] {
  const parts: (string | Expr)[] = [];
  for (const piece of pieces) {
    const last = parts.at(-1);
    if (typeof piece === 'string') {
      if (piece === '') continue;
      if (typeof last === 'string') parts[parts.length - 1] = last + piece;
      else parts.push(piece);
    } else
      parts.push(
        piece.expr.$ === 'text' && piece.expr.parts.length === 1 && typeof piece.expr.parts[0] === 'object'
          ? piece.expr.parts[0]
          : piece.expr,
      );
  }
  return parts;
}

/** Everything known whose text stands in the target in every row. */
function fragmentsIn(strings: readonly string[], target: Target, scope: Scope, context: DraftContext): Fragment[] {
  const found: Fragment[] = [];
  const [sample = ''] = strings;
  const stands = (texts: readonly (string | null)[]): boolean =>
    texts.every((text, row) => text !== null && text !== '' && occurrencesOf(text, strings[row] ?? '').length > 0);
  const add = (column: Column, extra: number): void => {
    const texts = column.values.map((value) =>
      typeof value === 'string' || typeof value === 'number' ? toText(value) : null,
    );
    const [first] = texts;
    if (first === null || first === undefined || first === '' || !sample.includes(first) || !stands(texts)) return;
    const fit = similarity(column, {
      ...target,
      words: [...target.words, ...holeWords(strings[0] ?? '', first, context)],
    });
    const known = texts.map((text) => text ?? '');
    found.push({
      texts: known,
      expr: column.expr,
      cost: 1.5 + column.cost + extra - 0.8 * Math.min(3, fit),
      label: column.label,
      column,
    });
  };
  for (const column of scope.columns()) {
    const [value] = column.values;
    if (value === undefined || value === null || typeof value === 'boolean' || !usable(column, target)) continue;
    if (Array.isArray(value)) {
      for (const derived of aggregates(column, context, (first) => sample.includes(String(first)))) add(derived, 0.5);
      for (const joined of joinedColumns(column, strings, context)) add(joined, 0);
      continue;
    }
    if (typeof value === 'object') continue;
    add(column, 0);
    if (typeof value === 'string' && value.length <= 400) {
      for (const change of changesFor(context)) {
        const changed = change.apply(value);
        if (
          changed === null ||
          changed === value ||
          (typeof changed === 'string' && changed.length < 2) ||
          !sample.includes(String(changed))
        )
          continue;
        add(changeColumn(column, change), 0);
      }
    }
  }
  for (const atom of atomsOf(context)) {
    if (!strings.every((text) => occurrencesOf(atom, text).length > 0) || strings.every((text) => text === atom))
      continue;
    const value = numberAtom(atom, context);
    found.push({
      texts: strings.map(() => atom),
      expr: context.inputs.refer({ value, spans: context.prompt.spansOf(atom), name: ['value'], weak: true }),
      cost: 0.02,
      label: `"${atom}" in your words`,
      input: { value },
    });
    for (const change of ['lower', 'upper', 'slug', 'capitalize']) {
      const changed = CHANGES.find((known) => known.name === change);
      const text = changed?.apply(atom);
      if (changed === undefined || typeof text !== 'string' || text === atom) continue;
      if (strings.every((target) => occurrencesOf(text, target).length > 0))
        found.push({
          texts: strings.map(() => text),
          expr: changed.expr(
            context.inputs.refer({ value, spans: context.prompt.spansOf(atom), name: ['value'], weak: true }),
          ),
          cost: 2,
          label: `"${atom}" (${change})`,
          input: { value },
        });
    }
  }
  for (const pattern of [
    'yyyy-MM-dd',
    'dd.MM.yyyy',
    'd MMMM yyyy',
    'MMMM d, yyyy',
    'yyyy-MM',
    'EEEE',
    'MMMM yyyy',
    'yyyy/MM/dd',
  ]) {
    const today = formatDate(context.now, pattern);
    if (strings.every((text) => occurrencesOf(today, text).length > 0))
      found.push({
        texts: strings.map(() => today),
        expr: {
          $: 'fn',
          name: 'formatDate',
          args: [
            { $: 'run', what: 'now' },
            { $: 'lit', value: pattern },
          ],
        },
        cost: 3,
        label: 'the date of the run',
      });
  }
  if (strings.length === 1) found.push(...pickedPieces(sample, found, target, scope, context));
  return cheapestPerText(found);
}

const MAX_PICKS = 3;

/** Members of one item of a longer list that stand in the text: "Review A-71" of the order with the highest total. */
function pickedPieces(
  text: string,
  known: readonly Fragment[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Fragment[] {
  if (text.length > 2000 || suspicionOf(text, context) < 6) return [];
  const values = new Map<string, Json>();
  for (const list of scope.lists()) {
    if (!usable(list, target)) continue;
    const [items] = list.values;
    if (!Array.isArray(items) || items.length > MAX_LIST) continue;
    const walk = (value: Json, depth: number): void => {
      if (typeof value === 'string' || typeof value === 'number') {
        const piece = toText(value);
        if (piece.length >= 3 && piece.length < text.length && text.includes(piece) && surpriseOf(value) >= 9)
          values.set(piece, value);
      } else if (depth < 3 && typeof value === 'object' && value !== null && !Array.isArray(value))
        for (const member of Object.values(value)) walk(member, depth + 1);
    };
    for (const item of items) walk(item, 0);
  }
  const pieces = [...values]
    .filter(
      ([piece]) =>
        occurrencesOf(piece, text).length > 0 &&
        !context.prompt.says(piece) &&
        !known.some((fragment) => fragment.texts[0]?.includes(piece)),
    )
    .sort(([a], [b]) => b.length - a.length)
    .slice(0, MAX_PICKS);
  return pieces.flatMap(([piece, value]): Fragment[] => {
    const { schema: _schema, ...rest } = target;
    const hole = holeWords(text, piece, context);
    const picked = explainPick(
      {
        ...rest,
        values: [value],
        words: hole.length > 0 ? hole : target.words,
        about: [target.about, hole.length > 0 ? hole.join(' ') : 'piece'],
      },
      scope,
      context,
    );
    return picked === null
      ? []
      : [{ texts: [piece], expr: picked.expr, cost: picked.cost * 0.4, label: picked.label, picked }];
  });
}

const MAX_LIST = 5000;

function numberAtom(atom: string, context: DraftContext): Json {
  const given = context.calls.some((call) => Object.values(call.args).some((value) => value === atom));
  return !given && /^-?\d+(\.\d+)?$/.test(atom) ? Number(atom) : atom;
}

function cheapestPerText(fragments: readonly Fragment[]): Fragment[] {
  const best = new Map<string, Fragment>();
  for (const fragment of fragments) {
    const key = fragment.texts.join('\u0000');
    const known = best.get(key);
    if (known === undefined || fragment.cost < known.cost) best.set(key, fragment);
  }
  return [...best.values()];
}

/** The list's plain values put in a row with separators between. */
function joinedColumns(list: Column, strings: readonly string[], context: DraftContext): Column[] {
  const longest = Math.max(...list.values.map((value) => (Array.isArray(value) ? value.length : 0)));
  if (longest > 300 || longest < 2) return [];
  const found: Column[] = [];
  for (const { path } of itemPaths(list)) {
    const opening = toText(valueAt(itemsOf(list, 0)[0] ?? null, path));
    if (opening === '' || !(strings[0] ?? '').includes(opening)) continue;
    const textsAt = (row: number): string[] => itemsOf(list, row).map((item) => toText(valueAt(item, path)));
    const first = textsAt(0);
    for (const separator of [', ', ',', '\n', '; ', ' ', ' and ', ' / ', '/', '-', '\n- ', ' | ', ' · ']) {
      const whole = first.join(separator);
      if (whole === '' || !(strings[0] ?? '').includes(whole)) continue;
      const joined = list.values.map((_, row) => (row === 0 ? whole : textsAt(row).join(separator)));
      if (!joined.every((text, row) => text !== '' && (strings[row] ?? '').includes(text))) continue;
      const variable = context.variables.make(list.words);
      const { locate, ...rest } = list;
      found.push({
        ...rest,
        expr: { $: 'fn', name: 'join', args: [projected(list, path, variable), { $: 'lit', value: separator }] },
        values: joined,
        cost: list.cost + 1.5,
        origin: 'computed',
        words: wordsOf(path.at(-1) ?? ''),
        about: [...list.words, ...list.about],
        label: `${list.label}[*].${path.join('.')} joined`,
        partial: false,
        ...(locate === undefined ? {} : { locate }),
      });
      break;
    }
  }
  return found;
}

/** Words that the user wrote in a `<hole>` where this piece stands. */
function holeWords(text: string, piece: string, context: DraftContext): string[] {
  const at = text.indexOf(piece);
  if (at < 0) return [];
  const hole = context.prompt.holeAfter(text.slice(0, at));
  return hole === null ? [] : wordsOf(hole);
}

interface Solution {
  readonly pieces: readonly Piece[];
  readonly cost: number;
}

/** Splits where a piece stands in all rows and goes on left and right of it; the cheapest way wins. */
function splitTexts(
  strings: readonly string[],
  fragments: readonly Fragment[],
  context: DraftContext,
  depth: number,
  budget: { left: number },
): Solution | null {
  const [first = ''] = strings;
  if (strings.every((text) => text === first))
    return coverText(
      first,
      fragments.filter((fragment) => fragment.texts.every((text) => text === fragment.texts[0])),
      context,
    );
  if (depth === 0 || budget.left <= 0) return null;
  const varying = fragments
    .filter(
      (fragment) =>
        fragment.texts.some((text) => text !== fragment.texts[0]) &&
        fragment.texts.every((text, row) => (strings[row] ?? '').includes(text)),
    )
    .sort((a, b) => weight(b) - weight(a))
    .slice(0, 8);
  let best: Solution | null = null;
  for (const fragment of varying) {
    for (const last of [false, true]) {
      budget.left -= 1;
      const places = fragment.texts.map((text, row) => {
        const all = occurrencesOf(text, strings[row] ?? '');
        return (last ? all.at(-1) : all[0]) ?? -1;
      });
      if (places.some((place) => place < 0)) break;
      if (last && fragment.texts.every((text, row) => occurrencesOf(text, strings[row] ?? '').length === 1)) break;
      const left = splitTexts(
        strings.map((text, row) => text.slice(0, places[row] ?? 0)),
        fragments,
        context,
        depth - 1,
        budget,
      );
      if (left === null) continue;
      const right = splitTexts(
        strings.map((text, row) => text.slice((places[row] ?? 0) + (fragment.texts[row] ?? '').length)),
        fragments,
        context,
        depth - 1,
        budget,
      );
      if (right === null) continue;
      const cost = left.cost + right.cost + fragment.cost;
      if (best === null || cost < best.cost) best = { pieces: [...left.pieces, fragment, ...right.pieces], cost };
    }
    if (best !== null && best.cost < 8) break;
  }
  return best;
}

const weight = (fragment: Fragment): number =>
  fragment.texts.reduce((sum, text) => sum + text.length, 0) / fragment.texts.length - fragment.cost;

/** The cheapest cover of one fixed text by known pieces and literal characters. */
function coverText(text: string, fragments: readonly Fragment[], context: DraftContext): Solution {
  const prices = literalPrices(text, context);
  const cost: number[] = new Array(text.length + 1).fill(Number.POSITIVE_INFINITY);
  const from: ({ at: number; piece: Piece } | null)[] = new Array(text.length + 1).fill(null);
  cost[0] = 0;
  const starting = new Map<number, Fragment[]>();
  for (const fragment of fragments) {
    const piece = fragment.texts[0] ?? '';
    if (piece === '') continue;
    for (const at of occurrencesOf(piece, text)) starting.set(at, [...(starting.get(at) ?? []), fragment]);
  }
  for (let at = 0; at < text.length; at += 1) {
    const here = cost[at] ?? 0;
    const literal = here + (prices[at] ?? 0);
    if (literal < (cost[at + 1] ?? 0)) {
      cost[at + 1] = literal;
      from[at + 1] = { at, piece: text[at] ?? '' };
    }
    for (const fragment of starting.get(at) ?? []) {
      const end = at + (fragment.texts[0] ?? '').length;
      const priced = here + Math.max(fragment.input === undefined ? 0.2 : 0.01, fragment.cost);
      if (priced < (cost[end] ?? 0)) {
        cost[end] = priced;
        from[end] = { at, piece: fragment };
      }
    }
  }
  const pieces: Piece[] = [];
  for (let at = text.length; at > 0; ) {
    const step = from[at];
    if (step === null || step === undefined) break;
    pieces.unshift(step.piece);
    at = step.at;
  }
  return { pieces, cost: cost[text.length] ?? 0 };
}

/** How much of a fixed text looks like data that another run would have otherwise. */
export function suspicionOf(text: string, context: DraftContext): number {
  return literalPrices(text, context).reduce((sum, price) => sum + (price >= 1.5 ? price : 0), 0);
}

/** Price per literal character: nearly free where the user said the word, high where it looks like data. */
function literalPrices(text: string, context: DraftContext): number[] {
  const prices: number[] = new Array(text.length).fill(0.03);
  const quiet = new Set<number>();
  for (const match of text.matchAll(/T(\d{2}:\d{2})(?::00(?:\.0+)?)?(?:Z|[+-]\d{2}:\d{2})?/g)) {
    // A time of day that the user said, in the form that dates are written in.
    if (context.prompt.says(match[1] ?? ''))
      for (let at = match.index; at < match.index + match[0].length; at += 1) quiet.add(at);
  }
  for (const match of text.matchAll(/[\p{L}\p{N}_]+/gu)) {
    const word = match[0];
    const start = match.index ?? 0;
    const said = context.prompt.saysAlone(word);
    const plain = /^[\p{Ll}]+$/u.test(word);
    const opening = start === 0 || /[.!?:\n]\s*$/.test(text.slice(0, start));
    const digits = /\p{N}/u.test(word);
    const number = /^\p{N}+$/u.test(word) ? 8 / word.length : 0;
    const price = said
      ? 0.08
      : digits
        ? 2.6 + number
        : plain
          ? 0.4
          : opening && /^\p{Lu}\p{Ll}+$/u.test(word)
            ? 0.5
            : 1.6;
    for (let at = start; at < start + word.length; at += 1) prices[at] = quiet.has(at) ? 0.05 : price;
  }
  return prices;
}

/** Places where a piece stands on its own: no letter or digit of the same kind goes on at either end. */
export function occurrencesOf(piece: string, text: string): number[] {
  const places: number[] = [];
  const strict = surpriseOf(piece) < 40;
  for (let at = text.indexOf(piece); at >= 0; at = text.indexOf(piece, at + 1)) {
    if (!strict || (isEdge(text, at - 1, piece[0]) && isEdge(text, at + piece.length, piece.at(-1)))) places.push(at);
  }
  return places;
}

function isEdge(text: string, at: number, inside: string | undefined): boolean {
  if (/^T\d{2}:\d{2}/.test(text.slice(at)) && /\p{N}/u.test(inside ?? '')) return true;
  const outside = text[at];
  if (outside === undefined || inside === undefined) return true;
  if (
    /[.,]/.test(outside) &&
    /\p{N}/u.test(inside) &&
    /\p{N}/u.test(text[at - 1] ?? '') &&
    /\p{N}/u.test(text[at + 1] ?? '')
  )
    return false;
  const word = /[\p{L}\p{N}]/u;
  if (!word.test(outside) || !word.test(inside)) return true;
  return /\p{L}/u.test(outside) !== /\p{L}/u.test(inside) && /[\p{N}]/u.test(inside);
}

function partOf(piece: Fragment, context: DraftContext): Part {
  if (piece.column !== undefined) return { kind: 'column', column: piece.column };
  const value = piece.input?.value ?? null;
  return { kind: 'prompt', spans: context.prompt.spansOf(String(value ?? '')), value };
}
