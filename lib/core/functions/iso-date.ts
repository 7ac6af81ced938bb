import { ExpressionError } from './expression-error.ts';

/** A day without a time: `2026-11-21`. */
export function isDay(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(date);
}

export function isIso(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(date);
}

/** Milliseconds since 1970 of a day's start or an instant; what names no zone is UTC. */
export function instantOf(date: string): number {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(date);
  const time = parts
    ? Date.parse(`${parts[1]}T${parts[2] ?? '00:00'}${parts[3] ?? ':00'}${offsetOf(parts[4])}`)
    : Number.NaN;
  if (Number.isNaN(time)) throw new ExpressionError(`"${date.slice(0, 60)}" is no ISO date or instant.`);
  return time;
}

/** Milliseconds since 1970 of a day's start in UTC. `Date.UTC` would take the years 0 to 99 for those from 1900. */
export function dayStart(year: number, month: number, dayOfMonth: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, dayOfMonth);
}

function offsetOf(text: string | undefined): string {
  if (text === undefined || text === 'Z') return 'Z';
  return text.includes(':') ? text : `${text.slice(0, 3)}:${text.slice(3)}`;
}

/** A time as text in the shape of another: a day, or an instant with or without milliseconds. */
export function shaped(time: number, like: string): string {
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) throw new ExpressionError('The date is out of range.');
  const iso = new Date(time).toISOString();
  if (isDay(like)) return iso.slice(0, 10);
  return /\.\d+/.test(like) ? iso : `${iso.slice(0, 19)}Z`;
}
