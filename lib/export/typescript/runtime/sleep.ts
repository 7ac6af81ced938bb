import { setTimeout } from 'node:timers/promises';
import { RunEnded } from './failures.ts';

/** Waits. Throws `RunEnded` as soon as the signal is aborted. */
export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await setTimeout(milliseconds, undefined, { signal });
  } catch (reason) {
    if (signal?.aborted) throw new RunEnded('stopped', 'The run was stopped.');
    throw reason;
  }
}
