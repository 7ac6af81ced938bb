import { ExpressionError } from './expression-error.ts';
import { dayStart } from './iso-date.ts';

/** What a clock on the wall of a zone shows. Months count from 1. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

export function wallClock(time: number, zone: string): WallClock {
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
      .map((part) => [part.type as string, part.value]),
  );
  const part = (name: string) => Number(parts.get(name) ?? 0);
  return {
    // The year before 1 is 0 here, and 1 before Christ there.
    year: parts.get('era') === 'B' ? 1 - part('year') : part('year'),
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
      era: 'narrow',
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
export function fromWallClock(wall: number, zone: string): number {
  const shown = (time: number) => {
    const at = wallClock(time, zone);
    return dayStart(at.year, at.month, at.day) + ((at.hour * 60 + at.minute) * 60 + at.second) * 1000;
  };
  const guess = wall - (shown(wall) - wall);
  // A second step settles guesses that fell on the other side of a clock change.
  return guess + (wall - shown(guess));
}
