/** What becomes of slots that nobody was there for, or whose clock jumped over them. */
export interface MissedRuns {
  /** `once`: the newest of them is run, the others are not. `skip`: none is. */
  readonly mode: 'skip' | 'once';
  /** A slot that is older than this is never run. */
  readonly graceMs: number;
}

/** The first slot after an instant; null where there is none any more. */
export type NextSlot = (after: Date) => Date | null;

export interface DueSlots {
  /** The one to run; at most one, however many came. */
  readonly run: Date | null;
  /** Those that are not run, oldest first; of very many the first thousand. */
  readonly missed: readonly Date[];
}

/** Nobody looks at the clock more exactly than this. */
export const ON_TIME_MS = 60_000;
const MOST_COUNTED = 1_000;

/** What to do about the slots after `last`, up to `now`. */
export function dueSlots(next: NextSlot, { last, now }: { last: Date; now: Date }, missedRuns: MissedRuns): DueSlots {
  const lateMs = missedRuns.mode === 'skip' ? ON_TIME_MS : Math.max(ON_TIME_MS, missedRuns.graceMs);
  const early = new Date(Math.max(last.getTime(), now.getTime() - lateMs - 1));
  const recent = slotsBetween(next, early, now, Number.POSITIVE_INFINITY);
  const older = slotsBetween(next, last, early, MOST_COUNTED);
  const run = recent.at(-1) ?? null;
  return { run, missed: [...older, ...recent.slice(0, -1)].slice(0, MOST_COUNTED) };
}

function slotsBetween(next: NextSlot, after: Date, until: Date, most: number): readonly Date[] {
  const slots: Date[] = [];
  for (let slot = next(after); slot !== null && slot <= until && slots.length < most; slot = next(slot))
    slots.push(slot);
  return slots;
}
