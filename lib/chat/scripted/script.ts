import type { Json, JsonObject } from '#core/json/json.ts';

/** What a scripted model has been told so far, as it arrives on the wire. */
export interface ScriptView {
  /** Text of the last user message. */
  readonly prompt: string;
  /** How many answers the model gave since that message; the script's place. */
  readonly answered: number;
  /** Tool results since the last user message, in order. */
  readonly results: readonly ScriptResult[];
  /** Names of the tools on offer in this request. */
  readonly tools: readonly string[];
}

export interface ScriptResult {
  /** Exposed name of the tool that was called. */
  readonly tool: string;
  readonly args: JsonObject;
  readonly text: string;
  /** The text as JSON where it is JSON. */
  readonly data: Json | undefined;
}

export interface ScriptCall {
  readonly tool: string;
  readonly args: JsonObject;
}

/** One answer of a scripted model, or one way in which its server fails. */
export type ScriptTurn =
  | {
      readonly text?: string;
      readonly reasoning?: string;
      readonly calls?: readonly ScriptCall[];
      /** Milliseconds between two pieces of the text; a model that writes everything at once is 0. */
      readonly pace?: number;
      /** Milliseconds before the first piece. */
      readonly delay?: number;
    }
  | { readonly fail: { readonly status: number; readonly message: string; readonly retryAfter?: number } }
  /** The connection ends in the middle of the text, without an end. */
  | { readonly cut: { readonly after: string } };

/**
 * A conversation told in advance. It is asked for the next turn with what it was told, so that its calls can use the
 * results of earlier calls. It never sees anything that a real model would not see.
 */
export interface Script {
  /** Model name on the wire, e.g. `scripted-memory-leak`. */
  readonly model: string;
  readonly next: (view: ScriptView) => ScriptTurn;
}

/** A script from a fixed list; after its end it has nothing more to say. */
export function scriptOf(model: string, turns: readonly (ScriptTurn | ((view: ScriptView) => ScriptTurn))[]): Script {
  return {
    model,
    next: (view) => {
      const turn = turns[view.answered];
      if (turn === undefined) return { text: 'My script ends here.' };
      return typeof turn === 'function' ? turn(view) : turn;
    },
  };
}
