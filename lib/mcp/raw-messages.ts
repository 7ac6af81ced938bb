import type { RawMessage } from '#core/server/raw-message.ts';

const MAX_CALLS = 300;
const MAX_MESSAGES_PER_CALL = 200;
/** Of one message; nobody reads more in an inspector. */
const MAX_TEXT = 64 * 1024;
/** Kept beyond that, so that a secret that crosses the edge is seen whole and masked before it is cut. */
const MARGIN = 1_024;

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
 * Keeps what went over the wire for the last calls, bounded in calls, messages and text. Texts are masked, and what was
 * sent is written, only when somebody looks, because that costs as much as the call.
 */
export interface RawMessages {
  add(callId: string, message: SeenMessage): void;
  of(callId: string): readonly RawMessage[];
}

interface KeptMessage extends SeenMessage {
  /** Size of the whole text, where only its beginning is kept. */
  readonly bytes?: number;
}

export function createRawMessages(): RawMessages {
  const calls = new Map<string, KeptMessage[]>();
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
      messages.push(keep(message));
    },
    of: (callId) =>
      (calls.get(callId) ?? []).map(({ direction, at, message, mask, bytes }) => {
        const text = typeof message === 'string' ? message : JSON.stringify(message);
        return {
          direction,
          at: new Date(at).toISOString(),
          text: mask(text).slice(0, MAX_TEXT),
          bytes: bytes ?? Buffer.byteLength(text),
        };
      }),
  };
}

/** What was sent is held by the record of the call anyway; what was received may be large, and then is cut at once. */
function keep(message: SeenMessage): KeptMessage {
  if (message.direction === 'sent') return message;
  const text = typeof message.message === 'string' ? message.message : JSON.stringify(message.message);
  if (text.length <= MAX_TEXT + MARGIN) return { ...message, message: text };
  // By way of bytes: a slice would hold on to the whole text.
  const head = Buffer.from(text.slice(0, MAX_TEXT + MARGIN)).toString('utf8');
  return { ...message, message: head, bytes: Buffer.byteLength(text) };
}
