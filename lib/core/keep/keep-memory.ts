import { FRESH_KEEP_STATE, type KeepState } from './keep-state.ts';

/** Another process leads now: this one has to stop its pass before it changes anything more. */
export class LostLead extends Error {
  override readonly name = 'LostLead';
}

/**
 * Where a control loop remembers, and where one of several replicas becomes the leader: a lease in the same store, so
 * that who remembers is who acts. Every method has committed when it resolves.
 */
export interface KeepMemory {
  /** Takes the lead, or keeps it. False where another process has it. It runs out by itself when a leader dies. */
  lead(): Promise<boolean>;
  read(): Promise<KeepState>;
  /** Throws `LostLead` where this process does not lead any more. */
  write(state: KeepState): Promise<void>;
  /** Gives up the lead, so that nobody waits for it to run out. */
  resign(): Promise<void>;
}

/** Throws `LostLead` unless this process still leads. */
export async function keepTheLead(memory: KeepMemory): Promise<void> {
  if (!(await memory.lead())) throw new LostLead('Another process leads now; this pass changes nothing more.');
}

/** A memory that lives as long as the process, for one loop. */
export function processKeepMemory(): KeepMemory {
  let state = FRESH_KEEP_STATE;
  return {
    lead: async () => true,
    read: async () => state,
    write: async (next) => {
      state = next;
    },
    resign: async () => {},
  };
}
