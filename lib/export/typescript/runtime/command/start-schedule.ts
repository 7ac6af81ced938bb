import { Cron } from 'croner';
import { sleep } from '../sleep.ts';
import type { DeliveryQueue } from '../trigger/delivery-queue.ts';
import type { DueSlots, MissedRuns } from '../trigger/due-slots.ts';
import { keepSchedule } from '../trigger/keep-schedule.ts';
import { lastSlot, offerSlots, type SlotOutcome } from '../trigger/offer-slots.ts';
import type { OpenAgent } from './open-agent.ts';

interface ScheduleParts {
  readonly queue: DeliveryQueue;
  readonly missedRuns: MissedRuns;
  /** No slot is offered after it fires. */
  readonly ending: AbortSignal;
  readonly onSlot: () => void;
}

/**
 * Every slot of the schedule is a delivery with a name of its own, so that several replicas run it once.
 * `SCHEDULE=external`: something outside, such as a CronJob, keeps the schedule.
 */
export async function startSchedule(
  { program, environment, log, metrics }: OpenAgent,
  { queue, missedRuns, ending, onSlot }: ScheduleParts,
): Promise<{ readonly next: Date | null; readonly ended: Promise<void> } | null> {
  const { trigger } = program;
  if (trigger.on !== 'schedule' || environment.get('SCHEDULE') === 'external') return null;
  const cron = new Cron(trigger.cron, { timezone: trigger.timeZone, paused: true });
  const next = (after: Date) => cron.nextRun(after);
  const count = (outcome: SlotOutcome, slots: number) => metrics.slots({ outcome, slots });
  const onDue = async (due: DueSlots) => {
    try {
      await offerSlots(due, { queue, log, count });
      onSlot();
    } catch (error) {
      log.error({ slot: due.run?.toISOString(), error: String(error) }, 'slot of the schedule was lost');
    }
  };
  const clock = { now: () => new Date(), sleep };
  const last = await lastSlot(queue, clock.now());
  const ended = keepSchedule({ next, last, clock, missedRuns, onDue, signal: ending }).catch((error: unknown) =>
    log.error({ error: String(error) }, 'the schedule ended'),
  );
  return { next: next(clock.now()), ended };
}
