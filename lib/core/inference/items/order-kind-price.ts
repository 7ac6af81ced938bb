import type { Column } from '../columns/column.ts';
import type { DraftContext } from '../draft-context.ts';

const BY_AGE = /\b(oldest|newest|latest|most recent|earliest|recently|soonest|youngest)\b/i;

const IN_TIME = /\b(lat\w+|new\w*|recent\w*|last|old\w*|earli\w+|soon\w*|next|youngest|first)\b/i;

/** Words that put in order by money, and how members that hold money are named. */
const BY_MONEY = /\b(cheap\w*|inexpensive|expensive|dearest|costl\w+|priciest)\b/i;
const MONEY = /^(price\w*|cost\w*|amount|fee\w*|fare\w*|rent|rate|total|sum|charge\w*|premium|quote\w*)$/;

/** More than any name can make up for. */
const NO_AGE = 9;

export const ISO_DATE = /^\d{4}-\d{2}-\d{2}/;

/** Words of time speak of dates, words of size of numbers; ids and names are rarely what is meant. */
export function kindPrice(column: Column, dated: boolean, context: DraftContext): number {
  const name = column.words.join(' ');
  const numeric = column.values.every(
    (value) =>
      value === null ||
      value === undefined ||
      value === '' ||
      typeof value === 'number' ||
      /^-?\d+(\.\d+)?$/.test(String(value)),
  );
  const alphabetic = context.prompt.hasWord(/\balphabet\w*|\bby (name|title)\b|\ba (to|-) z\b/i);
  if (alphabetic && !numeric && !dated) return 0;
  if (context.prompt.hasWord(BY_MONEY) && !isMoney(column)) return 4;
  const aged = context.prompt.hasWord(BY_AGE);
  if (/\b(id|key|uuid|sha|url|number|no)\b/.test(name)) return aged ? 5 : 3;
  // Nothing is newer by what it is called: a hash that the user names too is not what puts in order.
  if (!dated && aged) return numeric ? 3.5 : NO_AGE;
  if (dated) {
    if (!context.prompt.hasWord(IN_TIME)) return 1.5;
    return /creat|open|publish|place|start|sent|date|begin|record|receiv|order|submit/.test(name) ? 0 : 1.3;
  }
  return numeric ? 0.3 : 3;
}

const isMoney = ({ words, about }: Column): boolean =>
  [...words, ...about.slice(0, 1)].some((word) => MONEY.test(word));
