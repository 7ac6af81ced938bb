import { toText } from '../../../functions/table.ts';
import type { Json } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import type { DraftContext } from '../../draft-context.ts';
import { aggregates } from '../numbers/aggregates.ts';
import { NUMBER_WRITINGS } from '../numbers/number-writings.ts';

/** Lists with more plain values are looked at for every text. */
const MOST_VALUES = 2000;

/** The plain values in a list's items, and its figures as texts write them; null for a list that holds too much. */
export function piecesOfList(list: Column, context: DraftContext): readonly string[] | null {
  const pieces: string[] = [];
  const walk = (value: Json): void => {
    if (pieces.length > MOST_VALUES) return;
    if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) walk(member);
    else if (typeof value === 'string' || typeof value === 'number') {
      const text = toText(value);
      if (text !== '') pieces.push(text);
    }
  };
  walk(list.values[0] ?? null);
  if (pieces.length > MOST_VALUES) return null;
  // None is taken, so that all are tried.
  aggregates(list, context, (figure) => {
    pieces.push(String(figure), ...NUMBER_WRITINGS.flatMap((writing) => writing.write(figure) ?? []));
    return false;
  });
  return pieces;
}
