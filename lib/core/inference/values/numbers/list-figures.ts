import { decimal } from '../../../functions/decimal.ts';
import type { Json } from '../../../json/json.ts';
import { valueAt } from '../../../json/path.ts';
import { WRITTEN_NUMBER } from '../../columns/item-paths.ts';

/** What the numbers at one path of a list's records come to; members without a number are passed over. */
export interface ListFigures {
  readonly count: number;
  readonly sum: number;
  /** Null where there is no number. */
  readonly least: number | null;
  readonly greatest: number | null;
}

const remembered = new WeakMap<readonly Json[], Map<string, ListFigures>>();

/** The figures of a list, also of numbers that are written as texts. Remembered, because every argument asks. */
export function figuresOf(items: readonly Json[], path: readonly string[]): ListFigures {
  let known = remembered.get(items);
  if (known === undefined) {
    known = new Map();
    remembered.set(items, known);
  }
  const key = path.join('\u0000');
  let figures = known.get(key);
  if (figures === undefined) {
    figures = reckon(items, path);
    known.set(key, figures);
  }
  return figures;
}

function reckon(items: readonly Json[], path: readonly string[]): ListFigures {
  let count = 0;
  let sum = 0;
  let least: number | null = null;
  let greatest: number | null = null;
  for (const item of items) {
    const number = numberOf(valueAt(item, path));
    if (number === null) continue;
    count += 1;
    sum += number;
    if (least === null || number < least) least = number;
    if (greatest === null || number > greatest) greatest = number;
  }
  return { count, sum: decimal(sum), least, greatest };
}

function numberOf(value: Json | undefined): number | null {
  if (typeof value === 'string') return WRITTEN_NUMBER.test(value) ? Number(value) : null;
  return typeof value === 'number' ? value : null;
}
