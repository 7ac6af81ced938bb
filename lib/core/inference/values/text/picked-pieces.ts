import type { Json } from '../../../json/json.ts';
import type { Scope } from '../../columns/scope.ts';
import type { Explanation } from '../../draft/explanation.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { holesIn } from '../../words/holes-in.ts';
import { saidFit } from '../../words/said-source.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { sharedWords, wordsOf } from '../../words/words.ts';
import { explainPick } from '../pick/explain-pick.ts';
import { standingLists } from '../standing/standing-columns.ts';
import type { Fragment } from './fragment.ts';
import { holeWords, type PieceOfText } from './hole-words.ts';
import { suspicionOf } from './literal-prices.ts';
import { occurrencesOf } from './occurrences-of.ts';
import { heldWords } from './telling-words.ts';
import { type WrittenValue, writtenIn } from './written-values.ts';

const MAX_PICKS = 3;
/** A date in another form proves nothing without its year. */
const WHOLE_DATE = 8;

/** What is proved comes first. */
const rank = ({ cost, status }: Explanation): number => cost + (status === 'proved' ? 0 : 20);

/**
 * Members of one item of a longer list that stand in the text of every row: "Review A-71" of the order with the highest
 * total. Texts of several rows are searched for what is the same in all of them: the title of the one course.
 */
export function pickedPieces(
  strings: readonly string[],
  known: readonly Fragment[],
  target: Target,
  scope: Scope,
  context: DraftContext,
): Fragment[] {
  const [text = ''] = strings;
  if (text.length > 2000) return [];
  const held = new Set(heldWords(text, target, scope, context));
  if (held.size === 0 && suspicionOf(text, context) < 6) return [];
  // What fills a hole is looked for however short it is: the user said that something of the item stands there.
  const inHoles = new Set(holesIn(text, context.prompt, target.words).map(({ start, end }) => text.slice(start, end)));
  const values = new Map<string, readonly WrittenValue[]>();
  for (const list of standingLists(text, scope, context)) {
    if (!usable(list, target)) continue;
    const [items] = list.values;
    if (!Array.isArray(items) || items.length > MAX_LIST || list.values.some((value) => value !== items)) continue;
    const walk = (value: Json, depth: number): void => {
      if (typeof value === 'string' || typeof value === 'number') {
        for (const written of writtenIn(text, value)) {
          const { piece, isChanged } = written;
          if (piece.length >= text.length) continue;
          const isTelling = piece.length >= (isChanged ? WHOLE_DATE : 3) && surpriseOf(value) >= 9;
          const before = values.get(piece) ?? [];
          if ((inHoles.has(piece) || isTelling || held.has(piece)) && !before.some((other) => other.value === value))
            values.set(piece, [...before, written].slice(0, MAX_PICKS));
        }
      } else if (depth < 3 && typeof value === 'object' && value !== null && !Array.isArray(value))
        for (const member of Object.values(value)) walk(member, depth + 1);
    };
    for (const item of items) walk(item, 0);
  }
  const pieces = [...values]
    .filter(
      ([piece]) =>
        strings.every((whole) => occurrencesOf(piece, whole).length > 0) &&
        // What stands in a hole may be said elsewhere by chance: a number in the name that the user gave.
        (inHoles.has(piece) || !context.prompt.says(piece)) &&
        !known.some((fragment) =>
          hides(fragment, { text, piece, parameter: target.words }, inHoles.has(piece), context),
        ),
    )
    .sort(([a], [b]) => b.length - a.length)
    .slice(0, MAX_PICKS);
  return pieces.flatMap(([piece, written]): Fragment[] => {
    const { schema: _schema, ...rest } = target;
    const hole = holeWords({ text, piece, parameter: target.words }, context);
    const words = hole.length > 0 ? hole : target.words;
    const about = [target.about, hole.length > 0 ? hole.join(' ') : 'piece'];
    const [picked = null] = written
      .flatMap(({ value, expr }): Explanation[] => {
        const found = explainPick({ ...rest, values: strings.map(() => value), words, about }, scope, context);
        return found === null ? [] : [{ ...found, expr: expr(found.expr) }];
      })
      .sort((one, other) => rank(one) - rank(other));
    if (picked === null) return [];
    const fragment: Fragment = {
      texts: strings.map(() => piece),
      expr: picked.expr,
      cost: picked.cost * 0.4,
      label: picked.label,
      picked,
      ...(held.has(piece) ? { telling: 'sure' as const } : {}),
    };
    const rival = known.find((other) => other.texts[0] === piece);
    if (rival === undefined) return [fragment];
    // The user's words for this place decide between two sources of one value.
    const shared = sharedWords(hole, wordsOf(picked.label));
    const said = shared > 0 && shared >= Math.min(2, hole.length) && picked.status === 'proved';
    return said ? [{ ...fragment, cost: Math.min(fragment.cost, rival.cost - 0.5) }] : [];
  });
}

/** Whether a piece is explained by what is known already. What fills a hole is so by what the user called it alone. */
function hides(fragment: Fragment, place: PieceOfText, isHole: boolean, context: DraftContext): boolean {
  const { texts, column, input } = fragment;
  const { piece } = place;
  if (isHole ? texts[0] !== piece : texts[0]?.includes(piece) !== true) return false;
  if (!isHole || input !== undefined) return !isDoubtful(fragment, place, context);
  if (column === undefined) return false;
  return saidFit([holeWords(place, context)], column) > 0 && !isDoubtful(fragment, place, context);
}

/** Whether a member that holds the piece has nothing of what the user called it: `<name of the person on level 1>`. */
function isDoubtful(fragment: Fragment, place: PieceOfText, context: DraftContext): boolean {
  const { piece } = place;
  const hole = holeWords(place, context);
  const { column } = fragment;
  if (column === undefined || fragment.texts[0] !== piece || hole.length < 3) return false;
  return sharedWords(hole, [...column.words, ...column.about]) === 0;
}

const MAX_LIST = 5000;
