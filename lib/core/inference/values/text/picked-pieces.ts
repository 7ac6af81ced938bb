import { toText } from '../../../functions/table.ts';
import type { Json } from '../../../json/json.ts';
import type { Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import type { DraftContext } from '../../draft-context.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { explainPick } from '../pick/explain-pick.ts';
import type { Fragment } from './fragment.ts';
import { holeWords } from './hole-words.ts';
import { suspicionOf } from './literal-prices.ts';
import { occurrencesOf } from './occurrences-of.ts';

const MAX_PICKS = 3;

/** Members of one item of a longer list that stand in the text: "Review A-71" of the order with the highest total. */
export function pickedPieces(
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
