import { padStart } from '../../../functions/text.ts';
import type { DraftContext } from '../../draft-context.ts';
import type { Change } from './changes.ts';

/** Whole numbers with zeros in front: `ep-006`. Two digits are those of any clock, so they need the user's words. */
export function padChanges(context: DraftContext): readonly Change[] {
  const said = context.prompt.hasWord(/\bdigits?\b|\bzeros?\b|\bzeroes\b|\bpadded\b|(?<![\d.:-])0\d+\b/);
  return (said ? [2, 3, 4, 5, 6, 8] : [3, 4, 5, 6, 8]).map((length) => ({
    name: `with ${length} digits`,
    cost: 3,
    apply: (value) => {
      const whole =
        typeof value === 'number' ? Number.isSafeInteger(value) && value >= 0 : /^\d{1,8}$/.test(String(value));
      return whole ? padStart(String(value), length, '0') : null;
    },
    expr: (of) => ({
      $: 'fn',
      name: 'padStart',
      args: [
        { $: 'text', parts: [of] },
        { $: 'lit', value: length },
        { $: 'lit', value: '0' },
      ],
    }),
  }));
}
