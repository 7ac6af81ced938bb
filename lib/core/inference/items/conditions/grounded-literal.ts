import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import type { Column } from '../../columns/column.ts';
import { isJudged } from '../../values/judgement/judged-columns.ts';
import type { Span } from '../../words/span.ts';
import type { PredicateSearch } from './predicate.ts';

/** A constant as the user said it: an input; a constant that the user did not say pays for all of its bits. */
export function groundedLiteral(
  value: Json,
  column: Column,
  search: PredicateSearch,
): { expr: Expr; cost: number; grounded: boolean } {
  const text = String(value);
  const unsaid = { expr: { $: 'lit' as const, value }, cost: 6 + Math.min(6, text.length * 0.5), grounded: false };
  if (search.inputs.differs(value)) return unsaid;
  const spans =
    typeof value === 'object'
      ? []
      : search.prompt
          .spansOf(text)
          .filter((span) => standsFree(value, span, search) && !isSaidLimit(value, span, search));
  // One of several that the user listed is an item, and no reason that tells items apart.
  const judged = isJudged(column);
  const listed = !judged && typeof value === 'string' && (search.prompt.enumerationOf([value])?.items.length ?? 0) >= 3;
  if (
    !listed &&
    // The answers of a judgement are what the user wants told apart, and not what another run would choose.
    !judged &&
    spans.length > 0 &&
    !search.prompt.isExample(text, '') &&
    (typeof value === 'string' || typeof value === 'number')
  ) {
    const name =
      column.words.length > 0 && column.words.join('') !== 'name'
        ? column.words
        : column.about.length > 0
          ? column.about.slice(0, 1)
          : column.words;
    return { expr: search.inputs.refer({ value, spans, name, weak: true }), cost: 0.3, grounded: true };
  }
  // A word of an example is one of the values that there are, and not what another run would choose.
  const isLimit = typeof value === 'string' && DAY.test(value) && spans.length === 0;
  if (!listed && !isLimit && typeof value === 'string' && search.prompt.mentions(value))
    return { expr: { $: 'lit', value }, cost: 0.8, grounded: true };
  if (typeof value === 'string' && search.prompt.mentionsStem(value))
    return { expr: { $: 'lit', value }, cost: 1.5, grounded: true };
  return unsaid;
}

/** Whether a number is none of the numbers that a time, date, version or range is made of: no 10 in `09:45-10:15`. */
function standsFree(value: string | number | boolean | null, span: Span, { prompt }: PredicateSearch): boolean {
  if (typeof value !== 'number') return true;
  const text = prompt.turns.find(({ id }) => id === span.turn)?.text ?? '';
  return !/\d[.:/-]$/.test(text.slice(0, span.start)) && !/^[.:/-]\d/.test(text.slice(span.end));
}

const DAY = /^\d{4}-\d{2}-\d{2}/;
const LIMIT_OF_NUMBERS =
  /\b(at (most|least)|no (more|less|fewer) than|(more|less|fewer|greater|higher|lower|larger|bigger|smaller|longer|shorter|older|younger|heavier) than|above|below|over|under|up to|exceed\w*|[<>]=?)\s*[€$£]?$/i;
const LIMIT_OF_DATES =
  /\b(before|after|by|since|until|till|no (later|earlier) than|not (later|earlier) than|(later|earlier|older|newer) than)\s+["“']?$/i;

/** Whether the value is what others are measured against: an item of just `at most 173` is no reason to take that size. */
function isSaidLimit(value: string | number | boolean | null, span: Span, { prompt }: PredicateSearch): boolean {
  const words =
    typeof value === 'number' ? LIMIT_OF_NUMBERS : typeof value === 'string' && DAY.test(value) ? LIMIT_OF_DATES : null;
  if (words === null) return false;
  const text = prompt.turns.find(({ id }) => id === span.turn)?.text ?? '';
  return words.test(text.slice(Math.max(0, span.start - 24), span.start));
}
