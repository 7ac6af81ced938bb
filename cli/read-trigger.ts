import type { Trigger } from '#core/workflow/workflow.ts';
import { triggerSchema } from '#lib/studio/export/trigger-schema.ts';
import { UsageError } from './command.ts';

/**
 * A trigger as it is typed: `manual`, `keep`, `endpoint`, `webhook:<path>`, `queue:redis:<stream>`, `queue:sqs:<queue>`, `queue:pubsub:<subscription>`, or
 * `schedule:<cron line>` in a time zone. Throws `UsageError`.
 */
export function readTrigger(text: string, timeZone: string): Trigger {
  const [, on, rest] = /^(manual|keep|schedule|webhook|endpoint|queue)(?::(.*))?$/s.exec(text) ?? [];
  const given = {
    manual: { on },
    keep: { on },
    schedule: { on, cron: rest, timeZone },
    webhook: { on, path: rest },
    endpoint: { on },
    queue: { on, kind: rest?.split(':')[0], name: rest?.split(':').slice(1).join(':') },
  };
  if (on === undefined || ['manual', 'keep', 'endpoint'].includes(on) !== (rest === undefined)) {
    throw new UsageError(
      `--trigger is manual, keep, endpoint, "schedule:0 7 * * 1-5", webhook:<path>, queue:redis:<stream>, queue:sqs:<queue> or queue:pubsub:<subscription>, not "${text}".`,
    );
  }
  const read = triggerSchema.safeParse(given[on as Trigger['on']]);
  if (read.success) return read.data;
  throw new UsageError(`--trigger ${text}: ${read.error.issues[0]?.message ?? 'it cannot be read.'}`);
}
