import type { AgentSetup } from './agent-setup.ts';
import { sleep } from './sleep.ts';

/** The time of this machine, for whatever runs in a process of its own. */
export const machineClock: Pick<AgentSetup, 'sleep' | 'milliseconds'> = {
  sleep,
  milliseconds: () => performance.now(),
};
