import { type DueSlots, dueSlots, type MissedRuns, type NextSlot } from './due-slots.ts';

/** Time as the machine shows it: it may be set forwards and back. */
export interface WallClock {
  now(): Date;
  /** Rejects when the signal is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** The clock is looked at again after this, so that one that is set does not hide a slot. */
const LONGEST_SLEEP_MS = 30_000;

/**
 * Tells of slots when they come, until the signal is aborted. `last`: the last one that anybody knows of. A clock that is
 * set back makes slots come again, which is why each has a name and is run once.
 */
export async function keepSchedule(options: {
  readonly next: NextSlot;
  readonly last: Date | null;
  readonly clock: WallClock;
  readonly missedRuns: MissedRuns;
  readonly onDue: (due: DueSlots) => Promise<void>;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { next, clock, missedRuns, onDue, signal } = options;
  let last = options.last ?? clock.now();
  while (!signal.aborted) {
    const now = clock.now();
    if (now < last) last = now;
    const due = dueSlots(next, { last, now }, missedRuns);
    const newest = due.run ?? due.missed.at(-1);
    if (newest !== undefined) {
      last = due.run ?? now;
      await onDue(due);
      continue;
    }
    const slot = next(now);
    const left = slot === null ? LONGEST_SLEEP_MS : slot.getTime() - now.getTime();
    await clock.sleep(Math.min(left, LONGEST_SLEEP_MS), signal).catch(() => {});
  }
}
