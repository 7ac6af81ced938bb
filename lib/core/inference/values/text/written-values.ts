import { formatDate } from '../../../functions/date.ts';
import { toText } from '../../../functions/table.ts';
import type { Json } from '../../../json/json.ts';
import type { Expr } from '../../../workflow/workflow.ts';
import { callOf } from '../changes/change-expr.ts';
import { DATE_PATTERNS } from '../changes/date-patterns.ts';
import { occurrencesOf } from './occurrences-of.ts';

/** A value, and how it stands in a text: as it is, or a date in a form that people write. */
export interface WrittenValue {
  readonly piece: string;
  readonly value: Json;
  /** What writes it so. */
  readonly expr: (of: Expr) => Expr;
  readonly isChanged: boolean;
}

/** How the value stands in the text; a date also in each of the forms that people write days in. */
export function writtenIn(text: string, value: string | number): readonly WrittenValue[] {
  const piece = toText(value);
  const plain: WrittenValue = { piece, value, expr: (of) => of, isChanged: false };
  if (piece !== '' && text.includes(piece)) return [plain];
  return typeof value === 'string' ? datesIn(text, value) : [];
}

const PATTERNS = ['yyyy-MM-dd', ...DATE_PATTERNS.filter((pattern) => pattern.includes('d'))];

function datesIn(text: string, value: string): readonly WrittenValue[] {
  const day = /^\d{4}-\d{2}-(\d{2})(?!\d)/.exec(value)?.[1];
  // Of most dates not even the number of the day stands there.
  if (day === undefined || !text.includes(String(Number(day)))) return [];
  const pattern = PATTERNS.find((one) => occurrencesOf(formatDate(value, one), text).length > 0);
  if (pattern === undefined) return [];
  return [{ piece: formatDate(value, pattern), value, expr: callOf('formatDate', pattern), isChanged: true }];
}
