import type { RawMessage } from '#core/server/raw-message.ts';

const MAX_CALLS = 300;
const MAX_MESSAGES_PER_CALL = 200;
/** Of one message; nobody reads more in an inspector. */
const MAX_TEXT = 64 * 1024;

/** A message as it was seen: its text, or what its text is written from. */
export interface SeenMessage {
  readonly direction: RawMessage['direction'];
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly message: string | object;
  /** Hides the secrets of the connection it went over. */
  readonly mask: (text: string) => string;
}

/**
 * Keeps what went over the wire for the last calls, bounded in calls and messages. Texts are written, cut and masked
 * only when somebody looks, because that costs as much as the call.
 */
export interface RawMessages {
  add(callId: string, message: SeenMessage): void;
  of(callId: string): readonly RawMessage[];
}

export function createRawMessages(): RawMessages {
  const calls = new Map<string, SeenMessage[]>();
  return {
    add(callId, message) {
      let messages = calls.get(callId);
      if (!messages) {
        messages = [];
        calls.set(callId, messages);
        const oldest = calls.keys().next().value;
        if (calls.size > MAX_CALLS && oldest !== undefined) calls.delete(oldest);
      }
      if (messages.length >= MAX_MESSAGES_PER_CALL) messages.splice(1, 1);
      messages.push(message);
    },
    of: (callId) =>
      (calls.get(callId) ?? []).map(({ direction, at, message, mask }) => {
        const text = typeof message === 'string' ? message : JSON.stringify(message);
        return {
          direction,
          at: new Date(at).toISOString(),
          // Masked before it is cut, so that no half of a secret stays at the edge.
          text: mask(text).slice(0, MAX_TEXT),
          bytes: Buffer.byteLength(text),
        };
      }),
  };
}
