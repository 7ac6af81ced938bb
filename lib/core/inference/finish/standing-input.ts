import { capitalize } from '../../functions/text.ts';
import type { Expr } from '../../workflow/workflow.ts';
import type { DraftInput } from '../draft/input-book.ts';
import type { DraftContext } from '../draft-context.ts';
import { literally } from '../words/literally.ts';
import { surpriseOf } from '../words/surprise.ts';

/** Bits from which on a value that stands in a text is what the user said, and no word that the text has anyway. */
const SURE = 10;
const LEAST_BITS = 6;
/** Words that are settings rather than things that a user would change. */
const SETTING = /^(open|closed|all|new|done|true|false|none|any|active|high|low|normal)$/i;

/** What an input is in a text: where it stands, and what writes it. */
export interface StandingInput {
  readonly input: DraftInput;
  readonly start: number;
  readonly end: number;
  readonly expr: Expr;
  /** With a capital, as at the beginning of a sentence. */
  readonly isCapital: boolean;
}

/** Whether the value says what is meant: short plain words and settings turn up in texts by chance. */
export function isTelling({ value }: DraftInput, { prompt }: DraftContext): boolean {
  // A number that the user said twice is one number: "up to 600 … the reason is 'Over 600'".
  if (typeof value === 'number') return Math.abs(value) >= 10 && prompt.spansOf(String(value)).length >= 2;
  return typeof value === 'string' && value.length >= 3 && !SETTING.test(value) && surpriseOf(value) >= LEAST_BITS;
}

/** Whether it says so by itself: then the text follows it, however few other words stand around. */
export const tellsAlone = ({ value }: DraftInput): boolean => surpriseOf(value) >= SURE;

/** Several words in a row do not stand in a text by chance, be it with a capital. */
export const isPhrase = ({ value }: DraftInput): boolean => typeof value === 'string' && /\p{L}\s+\p{L}/u.test(value);

/** The first place of the input in a text: as it is, else with a capital where a sentence begins. */
export function standingIn(text: string, input: DraftInput): StandingInput | null {
  const value = String(input.value);
  const ref: Expr = { $: 'ref', of: 'input', id: input.id };
  const at = placeOf(value, text);
  if (at >= 0) return { input, start: at, end: at + value.length, expr: ref, isCapital: false };
  const capital = capitalize(value);
  if (capital === value || !/^\p{Ll}/u.test(value)) return null;
  const start = placeOf(capital, text);
  if (start < 0 || !/(^|[.!?:\n])\s*$/u.test(text.slice(0, start))) return null;
  const expr: Expr = { $: 'fn', name: 'capitalize', args: [ref] };
  return { input, start, end: start + capital.length, expr, isCapital: true };
}

/** Where it stands on its own, as no piece of a word, name or number. */
function placeOf(piece: string, text: string): number {
  if (!text.includes(piece)) return -1;
  return text.search(new RegExp(`(?<![\\p{L}\\p{N}_-])${literally(piece)}(?![\\p{L}\\p{N}_-])`, 'u'));
}
