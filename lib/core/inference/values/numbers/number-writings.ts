import { formatDuration } from '../../../functions/duration.ts';
import { fixed, grouped } from '../../../functions/number.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { callOf } from '../changes/change-expr.ts';

/** A way in which people write a number in a text. */
export interface NumberWriting {
  readonly name: string;
  readonly cost: number;
  /** How many digits it shows after the point; absent for lengths of time. */
  readonly digits?: number;
  /** Null where the number is not written so, or where that looks like the number itself. */
  readonly write: (number: number) => string | null;
  readonly expr: (of: Expr) => Expr;
}

/** A length of time of more than this many hours is no length of time. */
const MOST_HOURS = 1000;

/** Amounts with their digits and thousands, and lengths of time, by rising price. */
export const NUMBER_WRITINGS: readonly NumberWriting[] = [
  amount('one digit after the point', 2.5, { digits: 1 }),
  amount('two digits after the point', 2.5, { digits: 2 }),
  amount('two digits, from hundredths', 3, { digits: 2, hundredths: true }),
  ...[',', '.', ' ', "'"].flatMap((mark) => [
    amount(`thousands with "${mark}"`, 2.5, { digits: 0, mark }),
    amount(`thousands with "${mark}" and two digits`, 2.7, { digits: 2, mark }),
    amount(`thousands with "${mark}" and two digits, from hundredths`, 3.2, { digits: 2, mark, hundredths: true }),
  ]),
  amount('two digits after a comma', 3, { digits: 2, mark: '.', always: true }),
  amount('two digits after a comma, from hundredths', 3.5, { digits: 2, mark: '.', hundredths: true, always: true }),
  ...['m:ss', 'mm:ss', 'h:mm:ss', 'hh:mm:ss'].flatMap((pattern) => [
    length(pattern, 'seconds', 1),
    length(pattern, 'milliseconds', 1 / 1000),
  ]),
  ...["h'h' mm'm'", "h'h' m'm'", "h'h'm'm'", "h 'h' m 'min'", "h 'h' mm 'min'", 'h:mm'].flatMap((pattern) => [
    length(pattern, 'minutes', 60),
    length(pattern, 'seconds', 1),
  ]),
  ...["m'm' ss's'", "m'm' s's'", "m 'min' s 's'"].map((pattern) => length(pattern, 'seconds', 1)),
];

/** `always`: also below a thousand, where the mark itself does not show. */
function amount(
  name: string,
  cost: number,
  how: { readonly digits: number; readonly mark?: string; readonly hundredths?: boolean; readonly always?: boolean },
): NumberWriting {
  const { digits, mark, hundredths = false, always = false } = how;
  const text = (number: number): string => (mark === undefined ? fixed(number, digits) : grouped(number, digits, mark));
  return {
    name,
    cost,
    digits,
    write: (number) => {
      if (hundredths && !Number.isInteger(number)) return null;
      const value = hundredths ? number / 100 : number;
      if (Math.abs(value) >= 1e15 || (digits === 0 && !Number.isInteger(value))) return null;
      return mark !== undefined && !always && Math.abs(value) < 1000 ? null : text(value);
    },
    expr: (of) => {
      const value = hundredths ? callOf('div', 100)(of) : of;
      if (mark === undefined) return callOf('fixed', digits)(value);
      return mark === ',' ? callOf('grouped', digits)(value) : callOf('grouped', digits, mark)(value);
    },
  };
}

function length(pattern: string, unit: string, seconds: number): NumberWriting {
  const inSeconds = (of: Expr): Expr =>
    seconds === 1 ? of : seconds > 1 ? callOf('mul', seconds)(of) : callOf('div', Math.round(1 / seconds))(of);
  return {
    name: `${unit} as ${pattern.replaceAll("'", '')}`,
    cost: 3.5 + (unit === 'milliseconds' ? 0.5 : 0),
    write: (number) =>
      number >= 0 && number * seconds < MOST_HOURS * 3600 && (seconds < 1 || Number.isInteger(number))
        ? formatDuration(number * seconds, pattern)
        : null,
    expr: (of) => callOf('formatDuration', pattern)(inSeconds(of)),
  };
}
