import { compare } from '../../functions/logic.ts';
import type { Json } from '../../json/json.ts';
import { type Column, isListColumn } from '../columns/column.ts';
import { type Items, openItems } from '../columns/items.ts';
import type { Scope } from '../columns/scope.ts';
import type { DraftContext } from '../draft-context.ts';
import { wordsOf } from '../words/words.ts';

/** `with the highest price`, `2 oldest tickets`: the word that puts first, and what stands after it. */
const FIRST_BY =
  /^\W*(?:[\p{L}\p{N}_-]+\W+){0,4}?(lat|new|high|great|larg|bigg|long|heavi|old|earli|low|small|short|few|cheap|light)i?est\b((?:\s+[\p{L}\p{N}_-]+){1,3})/iu;
const FALLING = /^(lat|new|high|great|larg|bigg|long|heavi)$/i;

/** The member that the user named after a word that puts first, and which way: `take the 4 with the lowest size`. */
export interface SaidOrder {
  readonly member: Column;
  readonly order: 'asc' | 'desc';
  /** `4 with the lowest size` */
  readonly words: string;
}

/** What the user said with just this number; null where they named no such member. */
export function saidOrder(items: Items, count: number, context: DraftContext): SaidOrder | null {
  for (const { value, span } of context.prompt.numbers()) {
    const text = context.prompt.turns.find(({ id }) => id === span.turn)?.text ?? '';
    const [whole, word, after] = FIRST_BY.exec(text.slice(span.end, span.end + 80)) ?? [];
    if (value !== count || whole === undefined || word === undefined || after === undefined) continue;
    const said = wordsOf(after);
    const member = items
      .members()
      .find(
        (column) =>
          !isListColumn(column) && column.words.length > 0 && column.words.every((one, at) => one === said[at]),
      );
    if (member === undefined) continue;
    const kinds = new Set(member.values.flatMap((one) => (one === null || one === undefined ? [] : [typeof one])));
    if (kinds.size !== 1 || kinds.has('object')) continue;
    const named = whole.slice(0, whole.length - after.length + 1) + member.words.join(' ');
    return { member, order: FALLING.test(word) ? 'desc' : 'asc', words: `${text.slice(span.start, span.end)}${named}` };
  }
  return null;
}

/**
 * Positions of the items that come first by the member that the user named, in that order: `take the 4 with the lowest size`. Null
 * where the user named no such member with just this number.
 */
export function saidTop(
  list: Column,
  { count, kept, scope }: { readonly count: number; readonly kept: readonly Json[]; readonly scope: Scope },
  context: DraftContext,
): readonly number[] | null {
  const [records] = list.values;
  if (list.values.length !== 1 || !Array.isArray(records) || kept.length < count) return null;
  const said = saidOrder(openItems(list, scope, 'item'), count, context);
  if (said === null) return null;
  const sign = said.order === 'desc' ? -1 : 1;
  return records
    .map((record, index) => ({ index, record, by: said.member.values[index] }))
    .filter(({ record, by }) => kept.includes(record) && by !== undefined && by !== null)
    .sort((a, b) => sign * compare(a.by ?? null, b.by ?? null) || a.index - b.index)
    .slice(0, count)
    .map(({ index }) => index);
}
