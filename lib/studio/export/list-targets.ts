import type { Target } from '#core/deploy/target.ts';
import { TARGET_IDS, TARGETS } from '#lib/export/targets.ts';

export { TARGET_IDS };

/** Every place where an agent can be put, as plain data for pages. */
export function listTargets(): readonly Target[] {
  return Object.values(TARGETS).map(({ print: _print, readmeLine: _line, ...target }) => target);
}
