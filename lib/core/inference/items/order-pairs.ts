import { compare } from '../../functions/logic.ts';
import type { DraftContext } from '../draft-context.ts';
import type { OrderKey, OrderOption } from './order-options.ts';
import type { SelectionProblem } from './selection.ts';

/** More pairs than these are no longer two members that somebody named. */
const MOST_FIRST = 12;

const ALPHABETIC = /\balphabet\w*|\bby (name|title)\b|\ba (to|-) z\b/i;

/**
 * Orders by two members: "most popular first, equal ones alphabetically". The first leaves items equal that do not stand
 * as in the list, and the second puts each of these in order.
 */
export function orderPairs(
  problem: SelectionProblem,
  keys: readonly OrderKey[],
  { prompt }: DraftContext,
): OrderOption[] {
  const alphabetic = prompt.hasWord(ALPHABETIC);
  const isText = ({ read }: OrderKey): boolean =>
    problem.chosen.some(([index = 0], row) => typeof read(row, index) === 'string');
  const cheap = [...keys].sort((a, b) => a.cost - b.cost);
  return cheap
    .filter((first) => neverFalls([first], problem, 'weak'))
    .slice(0, MOST_FIRST)
    .flatMap((first) =>
      cheap
        .filter((second) => second.label !== first.label && neverFalls([first, second], problem, 'strict'))
        .map((second) => ({
          by: [first, second].map(({ key, order }) => ({ key, order })),
          // The second is not what the user's words of order speak of first.
          cost: first.cost + second.cost * 0.4 - (alphabetic && isText(second) ? 2 : 0),
          label: `${first.label}, then ${second.label}`,
        })),
    );
}

function neverFalls(keys: readonly OrderKey[], { chosen }: SelectionProblem, how: 'weak' | 'strict'): boolean {
  return chosen.every((indices, row) =>
    indices.every((index, at) => {
      const before = indices[at - 1];
      if (before === undefined) return true;
      for (const { read, order } of keys) {
        const [x, y] = [read(row, before), read(row, index)];
        if (x === undefined || x === null || y === undefined || y === null || typeof x !== typeof y) return false;
        const difference = compare(x, y) * (order === 'asc' ? 1 : -1);
        if (difference !== 0) return difference < 0;
      }
      return how === 'weak';
    }),
  );
}
