/** What a page and the chat's server tell each other about messages, besides the parts that the AI SDK defines. */

/** Of an assistant message: who answers, and how it went. */
export interface ChatMetadata {
  readonly at: string;
  /** `provider:model`. */
  readonly model?: string;
  /** A script and no model; shown plainly. */
  readonly scripted?: boolean;
  /** `interrupted`: the studio ended while it answered. */
  readonly state?: 'answering' | 'done' | 'stopped' | 'failed' | 'interrupted';
  readonly problem?: ChatProblem;
  /** Servers in use that took no part, and why. */
  readonly absent?: readonly { readonly server: string; readonly reason: string }[];
}

/** Why an answer did not come to its end, and what the user can do. */
export interface ChatProblem {
  readonly kind:
    | 'no-model'
    | 'unauthorized'
    | 'rate-limited'
    | 'unreachable'
    | 'not-found'
    | 'too-long'
    | 'cut-off'
    | 'steps'
    | 'provider'
    | 'studio';
  readonly message: string;
  readonly advice: string;
}

/** One step of an answer: one request to the model and the calls it asked for. Data of a `data-step` part. */
export interface ChatStep {
  /** Turn id in the trace; also the part's id. */
  readonly turn: string;
  /** Absent while the step is under way. */
  readonly usage?: StepUsage;
}

export interface StepUsage {
  readonly inputTokens?: number;
  /** Of the input tokens, those read from the provider's cache. */
  readonly cachedTokens?: number;
  readonly outputTokens?: number;
  /** Absent where the price of the model is not known. */
  readonly dollars?: number;
  /** Until the first piece of the answer, until its last, and with the calls it asked for; milliseconds. */
  readonly firstMs?: number;
  readonly modelMs: number;
  readonly totalMs: number;
}

/** Joins a tool part of a message with the recorded call. Data of a `data-call` part, whose id is the tool call's. */
export interface ChatCallLink {
  readonly call: string;
  readonly turn: string;
  readonly server: string;
  readonly tool: string;
}

/** The output of a tool part: what the model was shown. The whole result is the recorded call's. */
export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
  /** Id of the recorded call; absent for tools of the studio itself. */
  readonly call?: string;
  /** Set where the text is only the beginning. */
  readonly shownCharacters?: number;
  readonly totalCharacters?: number;
}
