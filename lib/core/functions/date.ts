import { ExpressionError } from './expression-error.ts';

type Text = string | null | undefined;

/**
 * Dates are ISO texts: a day (`2026-11-21`) or an instant (`2026-11-21T09:30:00Z`). A result has the shape of what it
 * was made from: a day stays a day, an instant without milliseconds stays without. Reckoning is in UTC unless a zone
 * is given; a time that names no zone is read as UTC.
 */
export type DateUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

const MILLISECONDS = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000, week: 604_800_000 };

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
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
  const clock = new Date(Date.UTC(wall.year, wall.month - 1, wall.day));
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

/** Whether `date` lies before `other`; null is before nothing. A day counts from its start in UTC. */
export function before(date: Text, other: Text): boolean {
  return isText(date) && isText(other) && instantOf(date) < instantOf(other);
}

export function after(date: Text, other: Text): boolean {
  return isText(date) && isText(other) && instantOf(date) > instantOf(other);
}

interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

function isText(text: Text): text is string {
  return typeof text === 'string';
}

function isDay(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(date);
}

function isIso(date: string): boolean {
  return /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/.test(date);
}

function instantOf(date: string): number {
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(date);
  const time = parts
    ? Date.parse(`${parts[1]}T${parts[2] ?? '00:00'}${parts[3] ?? ':00'}${offsetOf(parts[4])}`)
    : Number.NaN;
  if (Number.isNaN(time)) throw new ExpressionError(`"${date.slice(0, 60)}" is no ISO date or instant.`);
  return time;
}

function offsetOf(text: string | undefined): string {
  if (text === undefined || text === 'Z') return 'Z';
  return text.includes(':') ? text : `${text.slice(0, 3)}:${text.slice(3)}`;
}

function shaped(time: number, like: string): string {
  if (!Number.isFinite(time) || Math.abs(time) > 8.64e15) throw new ExpressionError('The date is out of range.');
  const iso = new Date(time).toISOString();
  if (isDay(like)) return iso.slice(0, 10);
  return /\.\d+/.test(like) ? iso : `${iso.slice(0, 19)}Z`;
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
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(dayOfMonth, lastDay));
  return date.getTime();
}

function wallClock(time: number, zone: string): WallClock {
  if (zone === 'UTC') {
    const date = new Date(time);
    return {
      year: date.getUTCFullYear(),
      month: date.getUTCMonth() + 1,
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
      minute: date.getUTCMinutes(),
      second: date.getUTCSeconds(),
    };
  }
  const parts = new Map(
    formatOf(zone)
      .formatToParts(time)
      .map((part) => [part.type as string, Number(part.value)]),
  );
  const part = (name: string) => parts.get(name) ?? 0;
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  try {
    const format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
    return format;
  } catch {
    throw new ExpressionError(`"${zone}" is no time zone. Give an IANA name such as Europe/Berlin.`);
  }
}

/** The instant at which clocks of the zone show `wall` (given as if it were UTC). */
function fromWallClock(wall: number, zone: string): number {
  const shown = (time: number) => {
    const at = wallClock(time, zone);
    return Date.UTC(at.year, at.month - 1, at.day, at.hour, at.minute, at.second);
  };
  const guess = wall - (shown(wall) - wall);
  // A second step settles guesses that fell on the other side of a clock change.
  return guess + (wall - shown(guess));
}

function field(token: string, at: WallClock): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const month = MONTHS[at.month - 1] ?? '';
  const weekday = DAYS[new Date(Date.UTC(at.year, at.month - 1, at.day)).getUTCDay()] ?? '';
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
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth));
  if (date.getUTCMonth() !== month - 1) throw new ExpressionError(`"${text.slice(0, 60)}" is no day of the calendar.`);
  return date.toISOString().slice(0, 10);
}
