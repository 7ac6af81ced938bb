import { type CronField, parsePlainCron } from '#core/deploy/plain-cron.ts';

const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/**
 * The times of a plain cron line as values of `OnCalendar=` (systemd.time(7)), which hold whenever one of them does.
 * Cron runs where the day of the month or the weekday fits, if both are limited; systemd where both fit, so these
 * become two lines. Throws for a line that is not plain: places that cannot keep it have refused it before.
 */
export function calendarLines({
  cron,
  timeZone,
}: {
  readonly cron: string;
  readonly timeZone: string;
}): readonly string[] {
  const parsed = parsePlainCron(cron);
  if (!parsed) throw new Error(`The cron line "${cron}" is not plain.`);
  const { minute, hour, day, month, weekday } = parsed;
  const line = (days: CronField, weekdays: CronField) => {
    const names = weekdays === null ? '' : `${weekdays.map((each) => WEEKDAYS[each]).join(',')} `;
    return `${names}*-${values(month)}-${values(days)} ${values(hour)}:${values(minute)}:00 ${timeZone}`;
  };
  return day !== null && weekday !== null ? [line(day, null), line(null, weekday)] : [line(day, weekday)];
}

function values(field: CronField): string {
  return field === null ? '*' : field.map((value) => String(value).padStart(2, '0')).join(',');
}
