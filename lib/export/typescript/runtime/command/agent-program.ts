import type { JsonObject } from '#core/json/json.ts';
import type { Agent, Judgement } from '../agent.ts';
import type { KeepRules } from '../keep/keep-rules.ts';
import type { DeclaredInput } from '../resolve-inputs.ts';
import type { Loose } from '../values.ts';

/** A generated program: what `main.ts` hands over. */
export interface AgentProgram {
  /** What the ledger knows this agent by: part of every effect's key, so it stays whatever else is renamed. */
  readonly identity: string;
  /** What people who watch it know it by: `[a-z][a-z0-9-]{0,39}`. */
  readonly name: string;
  readonly run: (agent: Agent, inputs: Loose, config: Loose) => Promise<unknown>;
  readonly inputs: readonly DeclaredInput[];
  readonly config: readonly DeclaredInput[];
  /** What a model is asked; none where it needs no model. */
  readonly judgements?: readonly Judgement<unknown>[];
  /** What a control loop keeps; there where the trigger is one. */
  readonly keep?: KeepRules;
  readonly trigger: AgentTrigger;
}

/** Whose messages wake an agent. */
export type QueueKind = 'redis' | 'sqs' | 'pubsub';

export type AgentTrigger =
  | { readonly on: 'manual' }
  /** Passes of the control loop over `keep`. */
  | { readonly on: 'keep' }
  | { readonly on: 'schedule'; readonly cron: string; readonly timeZone: string }
  | {
      readonly on: 'webhook';
      readonly path: string;
      /** Input name to its place in the body of the delivery. */
      readonly inputs: Readonly<Record<string, readonly (string | number)[]>>;
    }
  | {
      readonly on: 'endpoint';
      /** Of its tool: letters, digits, hyphens. */
      readonly name: string;
      /** As people read it. */
      readonly title: string;
      readonly description?: string;
    }
  | {
      readonly on: 'queue';
      readonly kind: QueueKind;
      /** Of the stream or queue. */
      readonly name: string;
      /** Of the consumers that share its messages: every replica of this agent. */
      readonly group: string;
      /** Input name to its place in the body of a message. */
      readonly inputs: Readonly<Record<string, readonly (string | number)[]>>;
    };

/** Inputs of one pass, by name; those not given take their defaults. */
export type GivenInputs = JsonObject;
