import { type CronField, parsePlainCron } from '#core/deploy/plain-cron.ts';

const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] as const;

/**
 * A cron line as EventBridge Scheduler takes it. Scheduler names either days of the month or days of the week, and cron
 * means "either" where both are named: then there are two lines, whose common slots are one delivery.
 */
export function schedulerLines(cron: string): readonly string[] {
  const plain = parsePlainCron(cron);
  if (!plain) throw new Error(`${JSON.stringify(cron)} is no plain cron line.`);
  const { minute, hour, day, month, weekday } = plain;
  const line = (days: string, weekdays: string) =>
    `cron(${list(minute)} ${list(hour)} ${days} ${list(month)} ${weekdays} *)`;
  const ofMonth = day && line(list(day), '?');
  const ofWeek = weekday && line('?', weekday.map((each) => WEEKDAYS[each]).join(','));
  const lines = [ofMonth, ofWeek].filter((each) => each !== null);
  return lines.length > 0 ? lines : [line('*', '?')];
}

function list(field: CronField): string {
  return field === null ? '*' : field.join(',');
}
