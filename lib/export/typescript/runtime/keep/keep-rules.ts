import type { RunnableRule } from '#core/keep/runnable-rule.ts';
import type { Loose } from '../values.ts';

/** What `keep.ts` says: how often to look, and the rules for these inputs and settings. */
export interface KeepRules {
  /** Milliseconds between the starts of two passes. */
  readonly everyMs: number;
  /** Steps that look by themselves whether what they make is there. */
  readonly looks: readonly string[];
  readonly rules: (inputs: Loose, config: Loose) => readonly RunnableRule[];
}
