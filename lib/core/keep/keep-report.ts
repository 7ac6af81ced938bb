import type { JsonObject } from '../json/json.ts';
import type { Standing } from './diff-item.ts';

/**
 * What a pass does about an item: `adopt` writes into the ledger what is there already · `wait`: it settles, or was
 * tried a moment ago · `ask`: a person must say what became of it · `leave`: it differs, and no rule says to act.
 */
export type KeepAction = 'none' | 'create' | 'adopt' | 'change' | 'remove' | 'wait' | 'ask' | 'leave';

/** One line of "wanted beside actual". */
export interface ItemReport {
  /** The key of the effect that makes it. */
  readonly key: string;
  readonly step: string;
  /** How people call it. */
  readonly label: string;
  readonly wanted: JsonObject;
  readonly standing: Standing;
  readonly action: KeepAction;
  /** ISO instant until which it is left alone, where it waits. */
  readonly until?: string;
  /** What became of the action; absent in a plan. */
  readonly outcome?: 'done' | 'failed';
  readonly error?: string;
}

/** What one pass saw and did. */
export interface KeepReport {
  readonly mode: 'plan' | 'apply';
  /** ISO instant of its start. */
  readonly at: string;
  readonly items: readonly ItemReport[];
  /** Items that are not as wanted after the pass. */
  readonly drift: number;
  /** Items that could not be seen, or for which something did not work. */
  readonly failing: number;
  /** Writes of other steps of the workflow that the pass made, or in a plan would make. */
  readonly others: number;
  /** What ended the pass, or kept the workflow from its end. */
  readonly error?: string;
}

/** How many items a pass acted on, by what it did. */
export function countActions(report: KeepReport): Readonly<Record<KeepAction, number>> {
  const counts: Record<KeepAction, number> = {
    none: 0,
    create: 0,
    adopt: 0,
    change: 0,
    remove: 0,
    wait: 0,
    ask: 0,
    leave: 0,
  };
  for (const { action } of report.items) counts[action] += 1;
  return counts;
}

/** Whether the item is not as wanted after the pass. */
export function isDrift({ standing, action, outcome }: ItemReport): boolean {
  if (outcome === 'done') return false;
  switch (standing.is) {
    case 'missing':
    case 'new':
    case 'changed':
    case 'stray':
    case 'unknown':
      return true;
    case 'orphan':
      // An orphan that nobody said to remove is no difference that anybody wants gone.
      return action !== 'leave';
    default:
      return false;
  }
}

/** Whether it could not be seen, or something did not work for it. */
export function isFailing({ standing, outcome, error }: ItemReport): boolean {
  return outcome === 'failed' || error !== undefined || standing.is === 'hidden' || standing.is === 'unknown';
}
