import { formatCost, formatCount, formatDuration } from '#components/ui/format.ts';
import type { StepUsage } from '#core/live/chat-message.ts';
import { addUsage } from './add-usage.ts';

/** What one step took: `1.2 s · 3.4k in · 120 out · $0.02`. */
export function UsageLine({ usage }: { readonly usage: StepUsage }) {
  return <span className="figures text-2xs text-faint">{usageText(usage)}</span>;
}

/** The same for a whole answer, or a whole chat. */
export function UsageTotal({ steps, label }: { readonly steps: readonly StepUsage[]; readonly label: string }) {
  if (steps.length === 0) return null;
  return (
    <span className="figures text-2xs text-faint" title="Tokens and price of the model; tools cost nothing here">
      {label} {usageText(addUsage(steps))}
    </span>
  );
}

function usageText(usage: StepUsage): string {
  const parts = [formatDuration(usage.modelMs)];
  if (usage.inputTokens !== undefined) {
    const cached = usage.cachedTokens ? ` (${formatCount(usage.cachedTokens)} cached)` : '';
    parts.push(`${formatCount(usage.inputTokens)} in${cached}`);
  }
  if (usage.outputTokens !== undefined) parts.push(`${formatCount(usage.outputTokens)} out`);
  if (usage.dollars !== undefined) parts.push(formatCost(usage.dollars));
  return parts.join(' · ');
}
