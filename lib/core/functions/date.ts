import { MONTHS } from './calendar-names.ts';
import { ExpressionError } from './expression-error.ts';
import { dayStart, instantOf, isDay, shaped } from './iso-date.ts';
import { fromWallClock, type WallClock, wallClock } from './wall-clock.ts';

/** Reading dates is a family of its own; it stays within reach of those who format them. */
export { parseDate } from './parse-date.ts';

type Text = string | null | undefined;

/**
 * Dates are ISO texts: a day (`2026-11-21`) or an instant (`2026-11-21T09:30:00Z`). A result has the shape of what it
 * was made from: a day stays a day, an instant without milliseconds stays without. Reckoning is in UTC unless a zone
 * is given; a time that names no zone is read as UTC.
 */
export type DateUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

const MILLISECONDS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** `amount` units later, earlier where negative. A month later than 31 January is the last day of February. */
export function dateAdd(date: string, amount: number, unit: string): string {
  const time = instantOf(date);
  const known = unitOf(unit);
  if (known === 'month' || known === 'quarter' || known === 'year') {
    const months = amount * (known === 'month' ? 1 : known === 'quarter' ? 3 : 12);
    return shaped(addMonths(time, months), date);
  }
  return shaped(time + amount * MILLISECONDS[known], date);
}

/** The instant that lies `count` seconds or milliseconds after 1970 began, with milliseconds where it has some. */
export function fromEpoch(count: number, unit: string): string {
  const known = unit.replace(/s$/, '');
  if (known !== 'second' && known !== 'millisecond')
    throw new ExpressionError(`"${unit}" is no unit that times are counted in. Known: second, millisecond.`);
  const time = known === 'second' ? count * 1000 : count;
  return shaped(time, time % 1000 === 0 ? WITHOUT_MILLISECONDS : WITH_MILLISECONDS);
}

const WITHOUT_MILLISECONDS = '1970-01-01T00:00:00Z';
const WITH_MILLISECONDS = '1970-01-01T00:00:00.000Z';

/** Whole units from `from` to `to`, negative where `to` is earlier, cut towards zero. */
export function dateDiff(from: string, to: string, unit: string): number {
  const start = instantOf(from);
  const end = instantOf(to);
  const known = unitOf(unit);
  if (known !== 'month' && known !== 'quarter' && known !== 'year') {
    return Math.trunc((end - start) / MILLISECONDS[known]) + 0;
  }
  const a = new Date(start);
  const b = new Date(end);
  let months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth();
  if (months > 0 && addMonths(start, months) > end) months -= 1;
  if (months < 0 && addMonths(start, months) < end) months += 1;
  return Math.trunc(months / (known === 'month' ? 1 : known === 'quarter' ? 3 : 12)) + 0;
}

/** Start of the day, week (Monday), month, quarter or year that holds the date, in the zone (UTC where absent). */
export function dateStart(date: string, unit: string, zone = 'UTC'): string {
  const wall = wallClock(instantOf(date), isDay(date) ? 'UTC' : zone);
  const known = unitOf(unit);
  const clock = new Date(dayStart(wall.year, wall.month, wall.day));
  if (known === 'hour') clock.setUTCHours(wall.hour);
  else if (known === 'minute') clock.setUTCHours(wall.hour, wall.minute);
  else if (known === 'second') clock.setUTCHours(wall.hour, wall.minute, wall.second);
  else if (known === 'week') clock.setUTCDate(wall.day - ((clock.getUTCDay() + 6) % 7));
  else if (known === 'month') clock.setUTCDate(1);
  else if (known === 'quarter') clock.setUTCMonth(Math.floor((wall.month - 1) / 3) * 3, 1);
  else if (known === 'year') clock.setUTCMonth(0, 1);
  return shaped(isDay(date) ? clock.getTime() : fromWallClock(clock.getTime(), zone), date);
}

/**
 * The date in a pattern of `yyyy yy MMMM MMM MM M dd d EEEE EEE HH H mm ss`, English names; other letters stand for
 * themselves inside single quotes, everything that is no letter stands for itself. Zone: UTC where absent.
 */
export function formatDate(date: string, pattern: string, zone = 'UTC'): string {
  const wall = wallClock(instantOf(date), isDay(date) ? 'UTC' : zone);
  return pattern.replace(/'([^']*)'|yyyy|yy|MMMM|MMM|MM|M|dd|d|EEEE|EEE|HH|H|mm|ss|[A-Za-z]+/g, (token, quoted) =>
    quoted === undefined ? field(token, wall) : quoted,
  );
}

/** Whether `date` lies before `other`; null is before nothing. A day counts from its start in UTC. */
export function before(date: Text, other: Text): boolean {
  return isText(date) && isText(other) && instantOf(date) < instantOf(other);
}

export function after(date: Text, other: Text): boolean {
  return isText(date) && isText(other) && instantOf(date) > instantOf(other);
}

function isText(text: Text): text is string {
  return typeof text === 'string';
}

function unitOf(unit: string): DateUnit {
  const name = unit.replace(/s$/, '');
  if (Object.hasOwn(MILLISECONDS, name) || name === 'month' || name === 'quarter' || name === 'year') {
    return name as DateUnit;
  }
  throw new ExpressionError(
    `"${unit}" is no unit of time. Known: second, minute, hour, day, week, month, quarter, year.`,
  );
}

function addMonths(time: number, months: number): number {
  const date = new Date(time);
  const dayOfMonth = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(dayStart(date.getUTCFullYear(), date.getUTCMonth() + 2, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, lastDay));
  return date.getTime();
}

function field(token: string, at: WallClock): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const month = MONTHS[at.month - 1] ?? '';
  const weekday = DAYS[new Date(dayStart(at.year, at.month, at.day)).getUTCDay()] ?? '';
  switch (token) {
    case 'yyyy':
      return String(at.year).padStart(4, '0');
    case 'yy':
      return two(at.year % 100);
    case 'MMMM':
      return month;
    case 'MMM':
      return month.slice(0, 3);
    case 'MM':
      return two(at.month);
    case 'M':
      return String(at.month);
    case 'dd':
      return two(at.day);
    case 'd':
      return String(at.day);
    case 'EEEE':
      return weekday;
    case 'EEE':
      return weekday.slice(0, 3);
    case 'HH':
      return two(at.hour);
    case 'H':
      return String(at.hour);
    case 'mm':
      return two(at.minute);
    case 'ss':
      return two(at.second);
    default:
      throw new ExpressionError(`formatDate does not know "${token}". Put plain words between single quotes.`);
  }
}
