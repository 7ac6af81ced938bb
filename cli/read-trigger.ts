import type { Trigger } from '#core/workflow/workflow.ts';
import { triggerSchema } from '#lib/studio/export/trigger-schema.ts';
import { UsageError } from './command.ts';

/**
 * A trigger as it is typed: `manual`, `keep`, `webhook:<path>`, or `schedule:<cron line>` in a time zone. Throws `UsageError`.
 */
export function readTrigger(text: string, timeZone: string): Trigger {
  const [, on, rest] = /^(manual|keep|schedule|webhook)(?::(.*))?$/s.exec(text) ?? [];
  const given = { manual: { on }, keep: { on }, schedule: { on, cron: rest, timeZone }, webhook: { on, path: rest } };
  if (on === undefined || (on === 'manual' || on === 'keep') !== (rest === undefined)) {
    throw new UsageError(`--trigger is manual, keep, "schedule:0 7 * * 1-5" or webhook:<path>, not "${text}".`);
  }
  const read = triggerSchema.safeParse(given[on as Trigger['on']]);
  if (read.success) return read.data;
  throw new UsageError(`--trigger ${text}: ${read.error.issues[0]?.message ?? 'it cannot be read.'}`);
}
