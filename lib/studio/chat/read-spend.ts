import type { Spend } from '#core/live/spend.ts';
import { requirePrototype } from '../prototypes/prototype-view.ts';
import type { Studio } from '../studio.ts';
import { readMessages } from './chat-messages.ts';

/** Adds up the usage of every step of the chat. Throws a `StudioError` (not-found). */
export async function readSpend(studio: Studio, prototypeId: string): Promise<Spend> {
  await requirePrototype(studio, prototypeId);
  const messages = await readMessages(studio, prototypeId);
  const steps = messages.flatMap(({ parts, metadata }) =>
    parts.flatMap((part) =>
      part.type === 'data-step' && part.data.usage
        ? [{ usage: part.data.usage, scripted: metadata?.scripted === true }]
        : [],
    ),
  );
  const priced = steps.filter(({ usage }) => usage.dollars !== undefined);
  return {
    tokens: steps.reduce((sum, { usage }) => sum + (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0), 0),
    dollars: priced.reduce((sum, { usage }) => sum + (usage.dollars ?? 0), 0),
    steps: {
      priced: priced.length,
      unpriced: steps.filter(({ usage, scripted }) => usage.dollars === undefined && !scripted).length,
      scripted: steps.filter(({ scripted }) => scripted).length,
    },
  };
}
