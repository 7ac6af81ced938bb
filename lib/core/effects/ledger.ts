import type { Json, JsonObject } from '../json/json.ts';
import type { EffectClass } from '../tool/effect-class.ts';
import type { ToolRef } from '../tool/tool-ref.ts';
import type { ToolResult } from '../tool/tool-result.ts';

/**
 * States of one write. `planned` (captured, nothing sent) → `awaiting` (approval) → `claimed` (intent committed, not
 * sent) → `sent` → `confirmed` | `failed` | `unknown` (sent, answer lost). `confirmed` and `failed` are final for a key
 * within a run; a later run may try a `failed` one again. `unknown` is never repeated without `find` or a person.
 */
export type EffectState = 'planned' | 'awaiting' | 'claimed' | 'sent' | 'confirmed' | 'failed' | 'unknown';

/** How a confirmed effect came about: created by a run, found in the world, or done while the workflow was recorded. */
export type EffectHow = 'created' | 'found' | 'recorded';

/** One write that a program wants to have happened exactly once. */
export interface Effect extends ToolRef {
  /** Names the effect for ever: equal keys are the same effect. See `effectKey`. */
  readonly key: string;
  readonly step: string;
  /** Values of the loop variables' keys around it, outermost first; for people. */
  readonly path: readonly string[];
  readonly args: JsonObject;
  /** Hash of server, tool and exact arguments; approvals are bound to it. */
  readonly argsHash: string;
  readonly effect: EffectClass;
}

export interface EffectRecord extends Effect {
  readonly state: EffectState;
  readonly attempts: number;
  readonly result?: ToolResult;
  readonly error?: string;
  readonly how?: EffectHow;
  readonly updatedAt: string;
}

/**
 * Where effects are remembered. Every method commits before it resolves. Implementations: memory, SQLite, Postgres.
 */
export interface Ledger {
  /**
   * Claims the right to perform the effect. Atomic over processes.
   * `claimed`: go on, nothing was ever sent. `retry`: an earlier attempt failed cleanly or was claimed and not sent.
   * `done`: it is confirmed, use the record. `unsure`: an earlier attempt was sent and its answer is not known.
   * `busy`: another process holds it now.
   */
  claim(effect: Effect): Promise<LedgerClaim>;
  /** Moves a claimed effect on. */
  mark(key: string, change: EffectChange): Promise<void>;
  find(key: string): Promise<EffectRecord | null>;
  list(): Promise<readonly EffectRecord[]>;
}

/** A ledger that can be told that the world has changed behind its back. */
export interface CorrectableLedger extends Ledger {
  /**
   * A confirmed effect that no longer holds becomes `failed`, so that it is brought about again. Atomic over processes:
   * false, and nothing is changed, where the record is no longer the one that was seen.
   */
  setBack(seen: EffectRecord, reason: string): Promise<boolean>;
}

export type LedgerClaim =
  | { readonly outcome: 'claimed' | 'retry' | 'busy' }
  | { readonly outcome: 'done' | 'unsure'; readonly record: EffectRecord };

export interface EffectChange {
  readonly state: EffectState;
  readonly result?: ToolResult;
  readonly error?: string;
  readonly how?: EffectHow;
}

/** Asks whoever is in charge. Bound to `argsHash`: other arguments need another answer. */
export interface Approver {
  approve(effect: Effect, options: { readonly signal?: AbortSignal }): Promise<Approval>;
}

export type Approval = { readonly approved: true } | { readonly approved: false; readonly reason: string };

/** Data of a confirmed effect as later steps see it; `null` where the tool answered nothing. */
export type EffectData = Json;
