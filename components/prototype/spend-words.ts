import { formatCost, formatTokens } from '#components/ui/format.ts';
import type { Spend } from '#core/live/spend.ts';

/**
 * What a chat has cost, as far as that is known: a script costs nothing and is called one, and a price that nobody knows
 * is never shown as nothing. Null before anything was said.
 */
export function spendWords(spend: Spend): { readonly text: string; readonly note?: string } | null {
  const { tokens, dollars, steps } = spend;
  if (steps.priced + steps.unpriced + steps.scripted === 0) return null;
  const used = formatTokens(tokens);
  if (steps.priced + steps.unpriced === 0) return { text: `scripted · ${used}`, note: 'A script costs nothing.' };
  if (steps.priced === 0) return { text: `${used}, price unknown`, note: 'The price of this model is not known.' };
  if (steps.unpriced > 0) {
    return { text: `${formatCost(dollars)} or more · ${used}`, note: 'The price of some models is not known.' };
  }
  return { text: `${formatCost(dollars)} · ${used}` };
}
