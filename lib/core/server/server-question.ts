import type { JsonObject, JsonSchema } from '../json/json.ts';

/** What a server asks the person in the studio in the middle of a call (MCP elicitation). All texts are the server's. */
export type ServerQuestion = {
  readonly id: string;
  readonly server: string;
  /** Of the call that waits for the answer. */
  readonly tool: string;
  /** The recorded call; null for calls that are recorded nowhere. */
  readonly call: string | null;
  readonly prototypeId: string | null;
  readonly message: string;
  readonly askedAt: string;
} & (
  | { readonly kind: 'form'; readonly schema: JsonSchema }
  /** To be opened by the person, never by the studio. */
  | { readonly kind: 'url'; readonly url: string }
);

/** `cancel` says that the question was put away without a decision. */
export type QuestionAnswer =
  | { readonly action: 'accept'; readonly content?: JsonObject }
  | { readonly action: 'decline' | 'cancel' };
