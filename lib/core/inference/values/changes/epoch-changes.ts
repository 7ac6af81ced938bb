import { formatDate, fromEpoch } from '../../../functions/date.ts';
import type { Json } from '../../../json/json.ts';
import { callOf } from './change-expr.ts';
import type { Change } from './changes.ts';
import { DATE_PATTERNS } from './date-patterns.ts';

/** The years 2001 to 2096 in seconds since 1970; in milliseconds they have three digits more. */
const FIRST = 1e9;
const LAST = 4e9;

/** Ten digits may be anything, and thirteen hardly ever are something else. */
const UNITS = [
  { unit: 'millisecond', size: 1000, cost: 0 },
  { unit: 'second', size: 1, cost: 0.5 },
] as const;

const PATTERNS = ['yyyy-MM-dd', ...DATE_PATTERNS];

/** Times that are counted since 1970, as people write them: `1817706900` is `2027-08-08`. */
export const EPOCH_CHANGES: readonly Change[] = UNITS.flatMap(({ unit, size, cost }) => {
  const asTime = callOf('fromEpoch', unit);
  const isTime = (value: Json): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= FIRST * size && value < LAST * size;
  return [
    {
      name: 'time since 1970',
      cost: 2 + cost,
      apply: (value: Json) => (isTime(value) ? fromEpoch(value, unit) : null),
      expr: asTime,
    },
    ...PATTERNS.map((pattern) => ({
      name: `${pattern} since 1970`,
      cost: 3 + cost,
      apply: (value: Json) => (isTime(value) ? formatDate(fromEpoch(value, unit), pattern) : null),
      expr: (of: Parameters<typeof asTime>[0]) => callOf('formatDate', pattern)(asTime(of)),
    })),
  ];
});
