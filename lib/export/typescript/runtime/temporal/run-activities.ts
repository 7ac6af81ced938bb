import type { EffectFailure } from '#core/effects/ensure-effect.ts';
import type { Approval, Effect, EffectChange, EffectRecord } from '#core/effects/ledger.ts';
import type { Json, JsonObject } from '#core/json/json.ts';
import type { ToolCallFailureKind, ToolCallRequest } from '#core/tool/tool-caller.ts';
import type { ToolRef } from '#core/tool/tool-ref.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import type { Retry } from '../agent.ts';
import type { Model } from '../agent-setup.ts';

/**
 * All that a run on Temporal asks of a worker. Each is an activity: Temporal may hand it to any worker, and again to
 * another one when that died, so every one of them may happen twice. What goes in and comes out is JSON. They resolve
 * with whatever came of it; they reject only where trying again is right.
 */
export interface RunActivities {
  /** What the worker knows of the agent and of its deployment. */
  begin(): Promise<RunGround>;
  /** Why the tools are not those that the program was proved with; null where they are. */
  checkTools(): Promise<{ readonly waits: boolean; readonly message: string } | null>;
  /** One attempt to call a tool that changes nothing. */
  call(request: ToolCallRequest): Promise<CallEnd>;
  /** A recorded answer of a tool; null where there is none. */
  example(tool: ToolRef & { readonly which?: 'first' | 'last' }): Promise<ToolResult | null>;
  /** What is remembered of a change. */
  knownChange(key: string): Promise<EffectRecord | null>;
  /** Asks the world for what shows that a change is already there. */
  lookForChange(wanted: LookOrder): Promise<Looked>;
  /** Makes a change once, under the ledger. */
  makeChange(wanted: ChangeOrder): Promise<ChangeEnd>;
  /** The decision about something that a step asks for by itself. */
  approval(effect: Effect): Promise<Approval>;
  /** Writes changes down as waiting for somebody. */
  propose(effects: readonly Effect[]): Promise<void>;
  /** What waits for somebody now, by id: changes to approve, and changes whose answer was lost. Sorted. */
  openQuestions(): Promise<readonly string[]>;
  /** An answer of the model that was kept; an empty list where there is none. */
  findJudgement(id: string): Promise<readonly Json[]>;
  keepJudgement(id: string, judgement: { readonly step: string; readonly answer: Json }): Promise<Json>;
  askModel(question: Omit<Parameters<Model['answer']>[0], 'signal'>): Promise<ModelEnd>;
}

export interface RunGround {
  /** What the ledger knows the agent by. */
  readonly identity: string;
  /** By `DRY_RUN` of the worker. */
  readonly mode: 'plan' | 'apply';
  readonly timeZone: string;
  readonly config: JsonObject;
}

export type CallEnd =
  | { readonly result: ToolResult }
  | { readonly failure: { readonly kind: ToolCallFailureKind; readonly message: string } };

export interface LookOrder {
  readonly effect: Effect;
  readonly look: ToolCallRequest;
}

export type Looked =
  | { readonly done: EffectRecord }
  /** `since`: the state of the ledger that the look belongs to; null where no call is in doubt. */
  | { readonly answer: ToolResult; readonly since: string | null }
  | { readonly failed: string };

export interface ChangeOrder {
  readonly effect: Effect;
  readonly retry?: Retry;
  /** What a look has shown; no `data`: the change is not there. Absent where there is no way to look. */
  readonly seen?: { readonly since: string | null; readonly data?: Json };
}

export type ChangeEnd =
  /** It was made before. */
  | { readonly done: EffectRecord }
  /** What became of it now, state by state; the last one is `confirmed` unless there is a failure. */
  | { readonly changes: readonly EffectChange[]; readonly failure?: ChangeFailure }
  /** Somebody else has sent it since the look, and died: nobody knows yet whether it is there. */
  | { readonly lookAgain: true };

export interface ChangeFailure {
  readonly kind: Exclude<EffectFailure['kind'], 'busy'>;
  readonly message: string;
}

export type ModelEnd = { readonly answer: Json } | { readonly failure: string };
