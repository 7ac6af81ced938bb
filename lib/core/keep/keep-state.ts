import type { KeepReport } from './keep-report.ts';

/** What a control loop remembers from pass to pass. Plain JSON. */
export interface KeepState {
  /** By the key of the effect: what was wanted in the last pass that saw all of it, and what did not work. */
  readonly items: Readonly<Record<string, ItemMemory>>;
  readonly conditions: readonly Condition[];
  readonly passes: number;
  /** ISO instant at which everything was last seen as wanted, or made so. */
  readonly lastSuccessAt?: string;
  readonly lastReport?: KeepReport;
}

export interface ItemMemory {
  /** How often something was done for it since it was last seen as wanted. */
  readonly attempts: number;
  /** ISO instant before which it is left alone. */
  readonly nextAt?: string;
  readonly error?: string;
}

export type ConditionType = 'Ready' | 'Drifted' | 'Failing';

/** As conditions of Kubernetes: one word for machines, a sentence for people, and since when. */
export interface Condition {
  readonly type: ConditionType;
  readonly holds: boolean;
  readonly reason: string;
  readonly message: string;
  /** ISO instant at which `holds` last changed. */
  readonly since: string;
}

export const FRESH_KEEP_STATE: KeepState = { items: {}, conditions: [], passes: 0 };

const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 3_600_000;

/**
 * What to remember of an item for which something was just done. What failed, and what was done again although nobody
 * saw the last time hold, waits before the next attempt, twice as long each time: whatever undoes every change is not
 * fought at full speed.
 * @param random from 0 to 1; spreads items that failed together
 */
export function afterAttempt(
  before: ItemMemory | undefined,
  facts: { readonly now: string; readonly random: number; readonly error?: string },
): ItemMemory {
  const attempts = (before?.attempts ?? 0) + 1;
  const { now, random, error } = facts;
  const pauses = error === undefined ? attempts - 2 : attempts - 1;
  if (pauses < 0) return { attempts };
  const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** pauses) * (1 + random / 4);
  const nextAt = new Date(Date.parse(now) + pause).toISOString();
  return { attempts, nextAt, ...(error === undefined ? {} : { error }) };
}

/** The conditions after a pass; `since` moves only where a condition changed. */
export function conditionsAfter(
  before: readonly Condition[],
  report: Pick<KeepReport, 'at' | 'drift' | 'failing' | 'error'>,
): readonly Condition[] {
  const { at, drift, failing, error } = report;
  const failed = error !== undefined || failing > 0;
  const next: readonly Omit<Condition, 'since'>[] = [
    {
      type: 'Ready',
      holds: drift === 0 && !failed,
      ...(drift === 0 && !failed
        ? { reason: 'AsWanted', message: 'Everything is as wanted.' }
        : { reason: 'NotAsWanted', message: 'Not everything is as wanted.' }),
    },
    {
      type: 'Drifted',
      holds: drift > 0,
      ...(drift > 0
        ? { reason: 'ItemsDiffer', message: `${drift} of the items are not as wanted.` }
        : { reason: 'NoDrift', message: 'Nothing differs.' }),
    },
    {
      type: 'Failing',
      holds: failed,
      ...(error !== undefined
        ? { reason: 'PassFailed', message: error }
        : failing > 0
          ? { reason: 'ItemsFail', message: `${failing} items could not be seen or brought back.` }
          : { reason: 'NoFailure', message: 'The last pass did what it set out to do.' }),
    },
  ];
  return next.map((condition) => {
    const old = before.find(({ type }) => type === condition.type);
    return { ...condition, since: old && old.holds === condition.holds ? old.since : at };
  });
}
