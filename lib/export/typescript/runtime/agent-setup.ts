import type { Approver, Ledger } from '#core/effects/ledger.ts';
import type { Json, JsonObject, JsonSchema } from '#core/json/json.ts';
import type { ToolCaller } from '#core/tool/tool-caller.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';

/** What an agent stands on; a test, a plan and a deployment differ only in this. */
export interface AgentSetup {
  /** The workflow's name; part of every effect's key. */
  readonly workflow: string;
  /** `plan` reads and sends no write; `apply` does what the workflow says. */
  readonly mode: 'plan' | 'apply';
  readonly now: string;
  readonly timeZone: string;
  readonly caller: ToolCaller;
  readonly ledger: Ledger;
  readonly approver: Approver;
  readonly model: Model;
  /** A recorded answer of a tool; a plan takes its shape for writes that it does not send. */
  readonly example: (server: string, tool: string) => ToolResult | undefined;
  readonly log: Log;
  readonly meter: Meter;
  readonly signal?: AbortSignal;
  /** Rejects when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly milliseconds: () => number;
}

/** The model behind `judge`: data in, data of the schema out. */
export interface Model {
  answer(question: {
    readonly task: string;
    readonly input: JsonObject;
    readonly output: JsonSchema;
    readonly examples: readonly (readonly [Json, Json])[];
    readonly signal?: AbortSignal;
  }): Promise<Json>;
}

/** Structured log lines: facts first, then a few constant words. Pino's loggers fit. */
export interface Log {
  debug(facts: object, message: string): void;
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** What is counted. */
export interface Meter {
  toolCall(call: {
    readonly server: string;
    readonly tool: string;
    readonly outcome: string;
    readonly seconds: number;
  }): void;
  effect(effect: { readonly server: string; readonly tool: string; readonly outcome: string }): void;
  pass(pass: { readonly mode: string; readonly status: string; readonly seconds: number }): void;
}
