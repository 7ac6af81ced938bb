import type { Approver, CorrectableLedger, Effect, EffectChange, EffectRecord } from '../effects/ledger.ts';
import type { Json } from '../json/json.ts';
import type { ToolCallRequest } from '../tool/tool-caller.ts';
import type { ToolResult } from '../tool/tool-result.ts';
import type { KeepMemory } from './keep-memory.ts';
import type { KeepRead, RunnableRule } from './runnable-rule.ts';

/** What became of one run of the workflow that a pass makes. */
export interface KeptRun {
  /** Absent where it ran to its end. */
  readonly error?: string;
  readonly effects: readonly EffectRecord[];
}

/** What a pass stands on; the studio, the command line and an exported agent differ only in this. */
export interface KeepPorts {
  /** `workflowIdentity`: part of the key of every effect. */
  readonly workflow: string;
  readonly rules: readonly RunnableRule[];
  readonly ledger: CorrectableLedger;
  readonly memory: KeepMemory;
  readonly approver: Approver;
  readonly signal?: AbortSignal;
  /** A plan run of the workflow: reads are live, nothing is written. Its effects are what is wanted. */
  readonly plan: () => Promise<KeptRun>;
  /** An apply run, in which what is withheld fails with its reason and everything else goes on. */
  readonly apply: (withheld: ReadonlyMap<string, string>) => Promise<KeptRun>;
  /** The data of an answer; rejects with what went wrong, the server's own words where it answered no. */
  readonly readData: (read: KeepRead, step: string) => Promise<Json>;
  /** Sends a write, once or with repeats that are proven safe. Rejects with `ToolCallFailure`. */
  readonly send: (request: ToolCallRequest, step: string) => Promise<ToolResult>;
  /** Whether the step looks for its effect in the world by itself. */
  readonly looks: (step: string) => boolean;
  /** ISO instant now; moves on while a pass runs. */
  readonly now: () => string;
  /** From 0 to 1. */
  readonly random: () => number;
  /** Awaited before a pass changes anything; never called where there is nothing to do. */
  readonly onActing?: () => Promise<void>;
  /** Told of every state of a change or removal that was committed. Creations are the run's to tell. */
  readonly onEffect?: (effect: Effect, change: EffectChange) => void;
}
