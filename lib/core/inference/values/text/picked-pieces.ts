import { toText } from '../../../functions/table.ts';
import type { Json } from '../../../json/json.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { sharedWords, wordsOf } from '../../words/words.ts';
import { explainPick } from '../pick/explain-pick.ts';
import type { Fragment } from './fragment.ts';
import { holeWords } from './hole-words.ts';
import { suspicionOf } from './literal-prices.ts';
import { occurrencesOf } from './occurrences-of.ts';

const MAX_PICKS = 3;

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
  if (text.length > 2000 || suspicionOf(text, context) < 6) return [];
  const values = new Map<string, Json>();
  for (const list of scope.lists()) {
    if (!usable(list, target)) continue;
    const [items] = list.values;
    if (!Array.isArray(items) || items.length > MAX_LIST || list.values.some((value) => value !== items)) continue;
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
        strings.every((whole) => occurrencesOf(piece, whole).length > 0) &&
        !context.prompt.says(piece) &&
        !known.some((fragment) => fragment.texts[0]?.includes(piece) && !isDoubtful(fragment, text, piece, context)),
    )
    .sort(([a], [b]) => b.length - a.length)
    .slice(0, MAX_PICKS);
  return pieces.flatMap(([piece, value]): Fragment[] => {
    const { schema: _schema, ...rest } = target;
    const hole = holeWords(text, piece, context);
    const picked = explainPick(
      {
        ...rest,
        values: strings.map(() => value),
        words: hole.length > 0 ? hole : target.words,
        about: [target.about, hole.length > 0 ? hole.join(' ') : 'piece'],
      },
      scope,
      context,
    );
    if (picked === null) return [];
    const fragment: Fragment = {
      texts: strings.map(() => piece),
      expr: picked.expr,
      cost: picked.cost * 0.4,
      label: picked.label,
      picked,
    };
    const rival = known.find((other) => other.texts[0] === piece);
    if (rival === undefined) return [fragment];
    // The user's words for this place decide between two sources of one value.
    const said = sharedWords(hole, wordsOf(picked.label)) >= 2 && picked.status === 'proved';
    return said ? [{ ...fragment, cost: Math.min(fragment.cost, rival.cost - 0.5) }] : [];
  });
}

/** Whether a member that holds the piece has nothing of what the user called it: `<name of the person on level 1>`. */
function isDoubtful(fragment: Fragment, text: string, piece: string, context: DraftContext): boolean {
  const hole = holeWords(text, piece, context);
  const { column } = fragment;
  if (column === undefined || fragment.texts[0] !== piece || hole.length < 3) return false;
  return sharedWords(hole, [...column.words, ...column.about]) === 0;
}

const MAX_LIST = 5000;
