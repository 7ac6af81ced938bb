import type { Json } from '../../../json/json.ts';
import type { Column } from '../../columns/column.ts';
import type { Gathered, Scope } from '../../columns/scope.ts';
import { type Target, usable } from '../../draft/target.ts';
import { surpriseOf } from '../../words/surprise.ts';
import { wordsOf } from '../../words/words.ts';
import { occurrencesOf } from '../text/occurrences-of.ts';
import type { IsData } from './front-marks.ts';
import { isValueIn } from './known-values.ts';
import { type Extraction, endsOf, extractionsAt } from './marks.ts';
import { isProse } from './telling-pieces.ts';

/** Values that stand in sentences, by the words in front of them: `Lead adjuster: ADJ-869`, `served by branch KD3`. */
export function proseColumns(target: Target, scope: Scope): Column[] {
  const [wanted] = target.values;
  if ((typeof wanted !== 'string' && typeof wanted !== 'number') || surpriseOf(wanted) < 6) return [];
  const piece = String(wanted);
  const isData = isValueIn(scope);
  return scope.gather(prose).flatMap((column) => {
    const [text] = column.values;
    if (typeof text !== 'string' || !text.includes(piece) || !usable(column, target)) return [];
    const tails = tailsOf(column, target, isData);
    return occurrencesOf(piece, text)
      .slice(0, 3)
      .flatMap((at) => extractionsAt(text, { at, piece }, isData, tails))
      .filter((extraction) => target.values.every((value, row) => takes(extraction, column.values[row], value)))
      .sort((one, other) => one.doubt - other.doubt)
      .slice(0, 1)
      .map((extraction) => extracted(column, extraction, typeof wanted === 'number'));
  });
}

/** What doubt in the words in front of a piece costs. */
const DOUBT = 0.4;

const prose: Gathered = (_, reached) =>
  reached.filter(({ values: [text] }) => typeof text === 'string' && isProse(text));

function takes(extraction: Extraction, text: Json | undefined, value: Json): boolean {
  return typeof text === 'string' && extraction.take(text) === String(value);
}

/** What follows the values in some rows, where in others the text ends with the value. */
function tailsOf({ values }: Column, target: Target, isData: IsData): readonly string[] {
  const rests = target.values.flatMap((value, row) => {
    const text = values[row];
    if (typeof text !== 'string') return [];
    const at = text.indexOf(String(value));
    return at < 0 ? [] : [text.slice(at + String(value).length)];
  });
  const [tail] = rests.filter((rest) => rest !== '');
  return tail === undefined || !rests.includes('') ? [] : endsOf(tail, '', isData).slice(0, 1);
}

/** The piece of each row's text; a number where numbers are wanted. */
export function extracted(column: Column, extraction: Extraction, numeric: boolean): Column {
  const { locate: _locate, ...rest } = column;
  const taken = extraction.expr(column.expr);
  const words = wordsOf(extraction.says);
  // An answer in words has the same words in every run; people write a member of a record as they like.
  const isFree = column.expr.$ === 'get';
  return {
    ...rest,
    expr: numeric ? { $: 'fn', name: 'toNumber', args: [taken] } : taken,
    values: column.values.map((text) => {
      const piece = typeof text === 'string' ? extraction.take(text) : null;
      return piece === null ? undefined : numeric ? Number(piece) : piece;
    }),
    words: isFree ? [] : words.slice(-2),
    about: [...(isFree ? [] : words.slice(0, -2)), ...column.words, ...column.about],
    cost: column.cost + (isFree ? 5 : 2.2) + extraction.doubt * DOUBT,
    origin: 'computed',
    label:
      extraction.mark === ''
        ? `beginning of ${column.label}`
        : `what follows "${extraction.mark.trim()}" in ${column.label}`,
  };
}
