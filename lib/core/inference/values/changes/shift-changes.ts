import { dateAdd, formatDate } from '../../../functions/date.ts';
import type { DraftContext } from '../../draft-context.ts';
import { amountExpr, shiftedExpr } from '../../words/time-amounts.ts';
import { callOf, onText } from './change-expr.ts';
import type { Change } from './changes.ts';

const DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}|$)/;

/** How a date is written once it was moved; null leaves a day a day and an instant an instant. */
const PATTERNS = [null, 'yyyy-MM-dd', 'dd.MM.yyyy', 'd MMMM yyyy', 'MMMM d, yyyy', 'EEEE', 'HH:mm', 'yyyy-MM-dd HH:mm'];

/** Changes that move a date by an amount of time that the user named: "due a week before the hearing". */
export function shiftChanges(context: DraftContext): readonly Change[] {
  return context.prompt.timeAmounts().flatMap((amount) =>
    ([1, -1] as const).flatMap((sign) =>
      PATTERNS.map((pattern): Change => {
        const { value, unit } = amount;
        const name = `${value} ${unit}${value === 1 ? '' : 's'} ${sign < 0 ? 'before' : 'after'}`;
        return {
          name: pattern === null ? name : `${name}, ${pattern}`,
          cost: pattern === null ? 2 : 2.8,
          apply: onText((text) => {
            if (!DATE.test(text)) return null;
            const moved = dateAdd(text, sign * value, unit);
            return pattern === null ? moved : formatDate(moved, pattern);
          }),
          expr: (of) => {
            const moved = shiftedExpr(of, amountExpr(amount, context.inputs), { sign, unit });
            return pattern === null ? moved : callOf('formatDate', pattern)(moved);
          },
        };
      }),
    ),
  );
}
