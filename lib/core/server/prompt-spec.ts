import type { JsonObject } from '../json/json.ts';

/** A prompt that a server offers. It is got with the reserved tool `prompts/get`. */
export interface PromptSpec {
  readonly server: string;
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly arguments: readonly PromptArgument[];
  readonly meta?: JsonObject;
}

export interface PromptArgument {
  readonly name: string;
  readonly title?: string;
  readonly description?: string;
  readonly required: boolean;
}
