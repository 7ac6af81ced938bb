import type { EnsuredEffect } from '#core/effects/ensure-effect.ts';
import type { Approver, Effect, EffectChange, Ledger } from '#core/effects/ledger.ts';
import type { Json, JsonSchema } from '#core/json/json.ts';
import type { ToolCaller } from '#core/tool/tool-caller.ts';
import type { ToolResult } from '#core/tool/tool-result.ts';
import type { Retry } from './agent.ts';
import type { Tracing } from './observe/tracing.ts';
import type { ReadRequest } from './request.ts';

/** What an agent stands on; a test, a plan and a deployment differ only in this. */
export interface AgentSetup {
  /** The program's identity; part of every effect's key. */
  readonly workflow: string;
  /** `plan` reads and sends no write; `apply` does what the workflow says. */
  readonly mode: 'plan' | 'apply';
  readonly now: string;
  readonly timeZone: string;
  readonly caller: ToolCaller;
  readonly ledger: Ledger;
  readonly approver: Approver;
  /** Brings changes about where another process sends them. Absent: this one does, over ledger, approver and caller. */
  readonly bringAbout?: BringAbout;
  readonly model: Model;
  readonly judgements: JudgementBook;
  /** A recorded answer of a tool; a plan takes its shape for writes that it does not send. */
  readonly example: (
    server: string,
    tool: string,
    which?: 'first' | 'last',
  ) => ToolResult | undefined | Promise<ToolResult | undefined>;
  readonly log: Log;
  readonly meter: Meter;
  readonly tracing: Tracing;
  readonly signal?: AbortSignal;
  /** Rejects when the signal is aborted. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
  readonly milliseconds: () => number;
}

/**
 * Sees to it that a change is made once, as `ensureEffect` does, and tells of it. Rejects with `EffectFailure`.
 */
export type BringAbout = (change: WantedChange, onChange: (change: EffectChange) => void) => Promise<EnsuredEffect>;

export interface WantedChange {
  readonly effect: Effect;
  readonly retry?: Retry;
  /** How to see in the world that it is already there. */
  readonly look?: {
    readonly request: ReadRequest<unknown>;
    /** The data of the change, where the answer shows it. Throws where it is an error. */
    readonly match: (answer: ToolResult) => Json | undefined;
  };
}

/** The model behind `judge`: data in, data out. What it says is checked by whoever asks. */
export interface Model {
  /** Throws where there is no answer, saying what is missing or what went wrong. */
  answer(question: {
    /** Of the workflow, for whoever watches. */
    readonly step: string;
    readonly task: string;
    readonly input: Json;
    readonly output: JsonSchema;
    readonly examples: readonly (readonly [Json, Json])[];
    /** Its last answer and why that cannot be taken. */
    readonly refused?: { readonly answer: Json; readonly reason: string };
    readonly signal?: AbortSignal;
  }): Promise<Json>;
}

/**
 * Answers of the model that were taken. They outlive the run: a run that is made again after a crash must get the same
 * answers, or it would make other changes.
 */
export interface JudgementBook {
  find(id: string): Promise<Json | undefined>;
  /** Keeps an answer, and gives the one that is kept: another process may have been first. */
  keep(id: string, judgement: { readonly step: string; readonly answer: Json }): Promise<Json>;
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
  judgement(judgement: { readonly step: string; readonly outcome: 'shown' | 'kept' | 'asked' | 'failed' }): void;
  /** What the control loop saw last: items that are not as wanted, and items that fail. */
  kept(kept: { readonly drift: number; readonly failing: number; readonly steady: boolean }): void;
  pass(pass: { readonly mode: string; readonly status: string; readonly seconds: number }): void;
}
