import { formatDate } from '../../../functions/date.ts';
import type { DraftContext } from '../../draft-context.ts';
import type { Fragment } from './fragment.ts';
import { occurrencesOf } from './occurrences-of.ts';

const PATTERNS = [
  'yyyy-MM-dd',
  'dd.MM.yyyy',
  'd MMMM yyyy',
  'MMMM d, yyyy',
  'yyyy-MM',
  'EEEE',
  'MMMM yyyy',
  'yyyy/MM/dd',
];

/** The date of the run, in the ways that people write it, where it stands in the text of every row. */
export function dateFragments(strings: readonly string[], context: DraftContext): Fragment[] {
  return PATTERNS.flatMap((pattern): Fragment[] => {
    const today = formatDate(context.now, pattern);
    if (!strings.every((text) => occurrencesOf(today, text).length > 0)) return [];
    return [
      {
        texts: strings.map(() => today),
        expr: {
          $: 'fn',
          name: 'formatDate',
          args: [
            { $: 'run', what: 'now' },
            { $: 'lit', value: pattern },
          ],
        },
        cost: 3,
        label: 'the date of the run',
      },
    ];
  });
}
