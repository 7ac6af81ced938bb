import type { JsonObject } from '#core/json/json.ts';

/** One chat message as the UI message that the chat part made of it; stored as text, member order kept. */
export interface StoredMessage {
  readonly id: string;
  readonly message: JsonObject;
}

export interface MessageStore {
  /** In order. */
  list(prototypeId: string): Promise<readonly StoredMessage[]>;
  /** Adds the message at the end, or replaces the one of this id where it stands. Committed when it resolves. */
  save(prototypeId: string, message: StoredMessage): Promise<void>;
  /** Removes the message of this id and all after it (edit and resend). */
  removeFrom(prototypeId: string, id: string): Promise<void>;
  clear(prototypeId: string): Promise<void>;
}
