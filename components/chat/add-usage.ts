import type { StepUsage } from '#core/live/chat-message.ts';

/**
 * The sum of several steps. A price is only given where every step has one, because a sum with holes would pretend to be
 * the whole; token counts add up what is known.
 */
export function addUsage(steps: readonly StepUsage[]): StepUsage {
  const sum = (pick: (step: StepUsage) => number | undefined) => {
    const known = steps.flatMap((step) => pick(step) ?? []);
    return known.length === 0 ? undefined : known.reduce((total, value) => total + value, 0);
  };
  const priced = steps.every((step) => step.dollars !== undefined);
  return {
    inputTokens: sum((step) => step.inputTokens),
    cachedTokens: sum((step) => step.cachedTokens),
    outputTokens: sum((step) => step.outputTokens),
    dollars: priced ? sum((step) => step.dollars) : undefined,
    modelMs: sum((step) => step.modelMs) ?? 0,
    totalMs: sum((step) => step.totalMs) ?? 0,
  };
}
