import type { Log } from '../agent-setup.ts';
import type { DeliveryQueue } from './delivery-queue.ts';
import type { DueSlots } from './due-slots.ts';

/** What became of a slot: it runs, the run before it has not ended, or nobody was there. */
export type SlotOutcome = 'started' | 'overlapped' | 'missed';

const PREFIX = 'schedule:';

/** Name of the delivery of a slot: the same for every replica. */
export function slotId(slot: Date): string {
  return `${PREFIX}${slot.toISOString()}`;
}

/** The last slot up to an instant that this database knows; null where it knows none. */
export async function lastSlot(queue: DeliveryQueue, now: Date): Promise<Date | null> {
  const id = await queue.latest(PREFIX, slotId(now));
  return id === null ? null : new Date(id.slice(PREFIX.length));
}

/**
 * Makes the slot to run a delivery, unless a run of the schedule has not ended: runs never overlap and never pile up.
 * Every slot is counted once, whichever of several replicas sees it first.
 */
export async function offerSlots(
  { run, missed }: DueSlots,
  parts: {
    readonly queue: DeliveryQueue;
    readonly log: Log;
    readonly count: (outcome: SlotOutcome, slots: number) => void;
  },
): Promise<void> {
  const { queue, log, count } = parts;
  const [first] = missed;
  const newest = missed.at(-1);
  if (first && newest && (await queue.skip(slotId(newest), 'missed'))) {
    count('missed', missed.length);
    log.warn(
      { slots: missed.length, from: first.toISOString(), to: newest.toISOString(), runs: run?.toISOString() ?? null },
      'slots of the schedule were missed',
    );
  }
  if (run === null) return;
  const id = slotId(run);
  const before = await queue.unended(PREFIX, {});
  if (before === null) {
    if (await queue.add(id, {})) count('started', 1);
  } else if (before !== id && (await queue.skip(id, `overlapped ${before}`))) {
    count('overlapped', 1);
    log.warn({ slot: run.toISOString(), before }, 'slot of the schedule was left out: the run before has not ended');
  }
}
