import type { ProgramRun } from './program-runner.ts';

/** Why a run did not end well; null where it did. */
export function ended(run: ProgramRun): string | null {
  return run.status === 'succeeded' ? null : (run.error ?? `The run ended as ${run.status}.`);
}
