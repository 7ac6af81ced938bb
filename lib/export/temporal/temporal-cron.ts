import { parsePlainCron } from '#core/deploy/plain-cron.ts';

/**
 * A cron line as Schedules of Temporal take it. Where days of the month and days of the week are both named, cron means
 * "either" and a Schedule "both": then there are two lines, whose common slots are one run.
 */
export function temporalCron(cron: string): readonly string[] {
  const plain = parsePlainCron(cron);
  if (!plain) throw new Error(`${JSON.stringify(cron)} is no plain cron line.`);
  const { minute, hour, day, month, weekday } = plain;
  const line = (days: readonly number[] | null, weekdays: readonly number[] | null) =>
    [minute, hour, days, month, weekdays].map((field) => field?.join(',') ?? '*').join(' ');
  return day && weekday ? [line(day, null), line(null, weekday)] : [cron.trim().replace(/\s+/g, ' ')];
}
