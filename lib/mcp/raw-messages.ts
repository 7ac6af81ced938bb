import type { RawMessage } from '#core/server/raw-message.ts';

const MAX_CALLS = 300;
const MAX_MESSAGES_PER_CALL = 200;

/** Keeps what went over the wire for the last calls, bounded in calls and messages. The texts come masked and cut. */
export interface RawMessages {
  add(callId: string, message: RawMessage): void;
  of(callId: string): readonly RawMessage[];
}

export function createRawMessages(): RawMessages {
  const calls = new Map<string, RawMessage[]>();
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
    of: (callId) => calls.get(callId) ?? [],
  };
}
