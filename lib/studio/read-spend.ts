import { readMessages } from './chat-messages.ts';
import { requirePrototype } from './prototype-view.ts';
import type { Studio } from './studio.ts';

/** What the chat of a prototype has used so far. */
export interface Spend {
  readonly tokens: number;
  readonly dollars: number;
  /** Steps of models whose price is not known: the real cost is higher. */
  readonly unpriced: number;
}

/** Adds up the usage of every step of the chat. Throws a `StudioError` (not-found). */
export async function readSpend(studio: Studio, prototypeId: string): Promise<Spend> {
  await requirePrototype(studio, prototypeId);
  const messages = await readMessages(studio, prototypeId);
  let spend: Spend = { tokens: 0, dollars: 0, unpriced: 0 };
  for (const { parts, metadata } of messages) {
    for (const part of parts) {
      if (part.type !== 'data-step' || !part.data.usage) continue;
      const { inputTokens = 0, outputTokens = 0, dollars } = part.data.usage;
      const unpriced = dollars === undefined && metadata?.scripted !== true ? 1 : 0;
      spend = {
        tokens: spend.tokens + inputTokens + outputTokens,
        dollars: spend.dollars + (dollars ?? 0),
        unpriced: spend.unpriced + unpriced,
      };
    }
  }
  return spend;
}
