import { dateAdd, formatDate } from '../../../functions/date.ts';
import { findIn } from '../../../functions/text.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { DraftContext } from '../../draft-context.ts';
import { amountExpr, shiftedExpr } from '../../words/time-amounts.ts';
import { callOf, onText } from './change-expr.ts';
import type { Change } from './changes.ts';
import { DATE_PATTERNS } from './date-patterns.ts';

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}|$)/;

/** How a date is written once it was moved; null leaves a day a day and an instant an instant. */
const PATTERNS = [null, 'yyyy-MM-dd', ...DATE_PATTERNS];

/** Longer texts are documents. */
const LONGEST_SENTENCE = 1000;

/** The date in a sentence: an answer in words has its dates in the middle of them. */
const dateInside = callOf('findIn', 'date');

/** Changes that move a date by an amount of time that the user named: "due a week before the hearing". */
export function shiftChanges(context: DraftContext): readonly Change[] {
  return context.prompt.timeAmounts().flatMap((amount) =>
    ([1, -1] as const).flatMap((sign) =>
      PATTERNS.flatMap((pattern): readonly Change[] => {
        const { value, unit } = amount;
        const said = `${value} ${unit}${value === 1 ? '' : 's'} ${sign < 0 ? 'before' : 'after'}`;
        const name = pattern === null ? said : `${said}, ${pattern}`;
        const moved = (date: string): string => {
          const other = dateAdd(date, sign * value, unit);
          return pattern === null ? other : formatDate(other, pattern);
        };
        const expr = (of: Expr): Expr => {
          const other = shiftedExpr(of, amountExpr(amount, context.inputs), { sign, unit });
          return pattern === null ? other : callOf('formatDate', pattern)(other);
        };
        const cost = pattern === null ? 2 : 2.8;
        return [
          { name, cost, apply: onText((text) => (DATE.test(text) ? moved(text) : null)), expr },
          {
            name: `${name}, of the date in the text`,
            cost: cost + 1.5,
            apply: onText((text) => {
              if (DATE.test(text) || text.length > LONGEST_SENTENCE) return null;
              const date = findIn(text, 'date');
              return date === null ? null : moved(date);
            }),
            expr: (of) => expr(dateInside(of)),
          },
        ];
      }),
    ),
  );
}
