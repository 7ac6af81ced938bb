const MONTHS = 'JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC'.split(' ');
const WEEKDAYS = 'SUN MON TUE WED THU FRI SAT SUN'.split(' ');

/** A field of a cron line: which values it allows, sorted; null where it allows all. */
export type CronField = readonly number[] | null;

/** A cron line that every cron understands. Weekdays are 0 (Sunday) to 6. */
export interface PlainCron {
  readonly minute: CronField;
  readonly hour: CronField;
  readonly day: CronField;
  readonly month: CronField;
  readonly weekday: CronField;
}

interface FieldRule {
  readonly least: number;
  readonly most: number;
  /** Names by value, from `least`. */
  readonly names?: readonly string[];
}

const RULES: readonly FieldRule[] = [
  { least: 0, most: 59 },
  { least: 0, most: 23 },
  { least: 1, most: 31 },
  { least: 1, most: 12, names: MONTHS },
  { least: 0, most: 7, names: WEEKDAYS },
];

/**
 * Takes a cron line of five fields apart as POSIX and Vixie cron do: numbers, names of months and weekdays, `*`, lists,
 * ranges and steps. Null for anything else, also for what some schedulers add (`L`, `W`, `#`, `?`).
 */
export function parsePlainCron(line: string): PlainCron | null {
  const texts = line.trim().split(/\s+/);
  const fields = RULES.map((rule, index) => parseField(texts[index] ?? '', rule));
  const [minute, hour, day, month, weekday] = fields;
  if (texts.length !== 5 || !minute || !hour || !day || !month || !weekday) return null;
  return {
    minute: minute.values,
    hour: hour.values,
    day: day.values,
    month: month.values,
    // Sunday is 0 and 7.
    weekday: weekday.values && [...new Set(weekday.values.map((value) => value % 7))].sort((a, b) => a - b),
  };
}

export function isPlainCron(line: string): boolean {
  return parsePlainCron(line) !== null;
}

function parseField(text: string, rule: FieldRule): { readonly values: CronField } | null {
  if (text === '*') return { values: null };
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, from = '', to, step] = /^(\*|[0-9A-Za-z]+)(?:-([0-9A-Za-z]+))?(?:\/([0-9]+))?$/.exec(part) ?? [];
    // "5/10" means different things to different crons.
    if (from === '' || (from === '*' && to !== undefined)) return null;
    if (from !== '*' && to === undefined && step !== undefined) return null;
    const least = from === '*' ? rule.least : fieldValue(from, rule);
    // A step over all weekdays ends with Saturday: 7 is Sunday once more.
    const all = rule.names === WEEKDAYS ? 6 : rule.most;
    const most = from === '*' ? all : to === undefined ? least : fieldValue(to, rule);
    const stride = step === undefined ? 1 : Number(step);
    if (least === null || most === null || least > most || stride < 1 || stride > rule.most) return null;
    for (let value = least; value <= most; value += stride) values.add(value);
  }
  return { values: [...values].sort((a, b) => a - b) };
}

function fieldValue(text: string, { least, most, names }: FieldRule): number | null {
  const named = names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + least : /^[0-9]{1,2}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
}
