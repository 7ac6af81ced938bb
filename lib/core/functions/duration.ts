import { ExpressionError } from './expression-error.ts';

const SECONDS = { h: 3600, m: 60, s: 1 } as const;

type Unit = keyof typeof SECONDS;

/**
 * A length of time in a pattern of `hh h mm m ss s`: `formatDuration(187, 'm:ss')` is `3:07`. The greatest unit of the
 * pattern takes all that is above it (`90:00`); parts of a second fall away. Words stand inside single quotes.
 */
export function formatDuration(seconds: number, pattern: string): string {
  const bare = pattern.replace(/'[^']*'/g, '');
  const units = (['h', 'm', 's'] as const).filter((unit) => bare.includes(unit));
  const total = Math.trunc(Math.abs(seconds));
  const text = pattern.replace(/'([^']*)'|hh|h|mm|m|ss|s|[A-Za-z]+/g, (token, quoted) =>
    quoted === undefined ? field(token, total, units) : quoted,
  );
  return seconds < 0 && total > 0 ? `-${text}` : text;
}

function field(token: string, total: number, units: readonly Unit[]): string {
  const unit = units.find((one) => one === token || one + one === token);
  if (unit === undefined) {
    throw new ExpressionError(`formatDuration does not know "${token}". Put plain words between single quotes.`);
  }
  const greater = units[units.indexOf(unit) - 1];
  const left = greater === undefined ? total : total % SECONDS[greater];
  return String(Math.floor(left / SECONDS[unit])).padStart(token.length, '0');
}
