import { MONTHS } from './calendar-names.ts';
import { ExpressionError } from './expression-error.ts';
import { dayStart, instantOf, isDay, isIso, shaped } from './iso-date.ts';

type Text = string | null | undefined;

/**
 * ISO day or instant of what people write: ISO, `21 Nov 2026`, `Nov 21, 2026`, `21.11.2026`, `2026/11/21`, and
 * e-mail dates. Null where the text is null. Throws where it is no date or could be read in two ways (`4/5/2026`).
 */
export function parseDate(text: string): string;
export function parseDate(text: Text): string | null;
export function parseDate(text: Text): string | null {
  if (text === null || text === undefined) return null;
  const clean = text.trim();
  if (isIso(clean)) return isDay(clean) ? clean : shaped(instantOf(clean), clean);
  const named =
    /^(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})$/.exec(clean) ??
    swapped(/^([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/.exec(clean));
  if (named) return day(Number(named[3]), monthNamed(named[2] ?? '', text), Number(named[1]), text);
  const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(clean);
  if (german) return day(Number(german[3]), Number(german[2]), Number(german[1]), text);
  const slashed = /^(\d{4})\/(\d{1,2})\/(\d{1,2})$/.exec(clean);
  if (slashed) return day(Number(slashed[1]), Number(slashed[2]), Number(slashed[3]), text);
  const mail =
    /^(?:[A-Z][a-z]{2}, )?(\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2})(?::(\d{2}))? (GMT|UT|UTC|[+-]\d{4})$/.exec(
      clean,
    );
  if (mail) {
    const date = day(Number(mail[3]), monthNamed(mail[2] ?? '', text), Number(mail[1]), text);
    const offset = /^[+-]/.test(mail[7] ?? '') ? `${mail[7]?.slice(0, 3)}:${mail[7]?.slice(3)}` : 'Z';
    const iso = `${date}T${mail[4]}:${mail[5]}:${mail[6] ?? '00'}`;
    return shaped(instantOf(`${iso}${offset}`), `${iso}Z`);
  }
  throw new ExpressionError(`"${text.slice(0, 60)}" is no date that can be read in one way only.`);
}

function swapped(found: RegExpExecArray | null): readonly (string | undefined)[] | null {
  return found ? [found[0], found[2], found[1], found[3]] : null;
}

function monthNamed(name: string, text: string): number {
  const small = name.toLowerCase();
  const index = MONTHS.findIndex((month) => month.toLowerCase() === small || month.slice(0, 3).toLowerCase() === small);
  if (index < 0) throw new ExpressionError(`"${text.slice(0, 60)}" names no month.`);
  return index + 1;
}

function day(year: number, month: number, dayOfMonth: number, text: string): string {
  const date = new Date(dayStart(year, month, dayOfMonth));
  if (date.getUTCMonth() !== month - 1) throw new ExpressionError(`"${text.slice(0, 60)}" is no day of the calendar.`);
  return date.toISOString().slice(0, 10);
}
