import type { StepCommon } from '#core/workflow/workflow.ts';
import type { Origin } from './program.ts';

/** Of statements that no recorded call stands behind. */
export const NO_ORIGIN: Origin = { step: null, calls: [], more: 0 };

/** Of the ids of recorded calls as many are named as fit a short comment, at least one. */
const SHOWN_LENGTH = 32;

/** Which step a statement came from, and the recorded calls that its comment names. */
export function originOf(step: StepCommon): Origin {
  const all = step.origin ?? [];
  const plain = all.filter((id) => /^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/.test(id));
  const calls: string[] = [];
  for (const id of plain) {
    if (calls.length > 0 && [...calls, id].join(', ').length > SHOWN_LENGTH) break;
    calls.push(id);
  }
  return { step: step.id, calls, more: all.length - calls.length };
}

/** Blocks are not commented: the statements inside them are. */
export function blockOrigin(step: StepCommon): Origin {
  return { step: step.id, calls: [], more: 0 };
}
