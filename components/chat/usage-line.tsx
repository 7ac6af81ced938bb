'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { classNames } from '#components/ui/class-names.ts';
import { formatCost, formatCount, formatDuration } from '#components/ui/format.ts';
import type { StepUsage } from '#core/live/chat-message.ts';
import { addUsage } from './add-usage.ts';

/** One step of an answer: what it called, and what it took. */
export interface UsedStep {
  readonly key: string;
  /** `create_issue`, `3 calls`, or `answer` where it called nothing. */
  readonly what: string;
  readonly usage: StepUsage;
}

/** What an answer took, in one quiet line; opened, what each of its steps took. */
export function AnswerUsage(props: { readonly steps: readonly UsedStep[]; readonly scripted: boolean }) {
  const { steps, scripted } = props;
  const [open, setOpen] = useState(false);
  if (steps.length === 0) return null;
  return (
    <div className="min-w-0 flex-1 text-2xs text-faint">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="figures -ml-1 flex h-6 max-w-full items-center gap-1 rounded-md px-1 text-left hover:bg-raised hover:text-muted"
      >
        <ChevronRight aria-hidden className={classNames('size-3 shrink-0 transition-transform', open && 'rotate-90')} />
        <span className="truncate">{usageText(addUsage(steps.map(({ usage }) => usage)), scripted)}</span>
      </button>
      {open && (
        <table className="figures mt-1 w-full">
          <caption className="sr-only">What each step of the answer took</caption>
          <thead className="sr-only">
            <tr>
              <th>Step</th>
              <th>Time of the model</th>
              <th>Tokens in</th>
              <th>Tokens out</th>
              <th>Cost</th>
            </tr>
          </thead>
          <tbody>
            {steps.map(({ key, what, usage }) => (
              <tr key={key} className="h-5">
                <td className="max-w-0 w-full truncate pr-2 pl-4 text-muted">{what}</td>
                <td className="pr-3 text-right whitespace-nowrap">{formatDuration(usage.modelMs)}</td>
                <td className="pr-3 text-right whitespace-nowrap">{tokens(usage.inputTokens, 'in')}</td>
                <td className="text-right whitespace-nowrap">{tokens(usage.outputTokens, 'out')}</td>
                <td className="text-right whitespace-nowrap">
                  {usage.dollars !== undefined && <span className="pl-3">{formatCost(usage.dollars)}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

/** The same for a whole chat. */
export function UsageTotal({ steps, label }: { readonly steps: readonly StepUsage[]; readonly label: string }) {
  if (steps.length === 0) return null;
  return (
    <span
      className="figures truncate text-2xs text-faint"
      title="Tokens and price of the model; tools cost nothing here"
    >
      {label} {usageText(addUsage(steps), false)}
    </span>
  );
}

function tokens(count: number | undefined, way: string): string {
  return count === undefined ? '' : `${formatCount(count)} ${way}`;
}

/** `1.2 s · 3.4k in · 120 out · $0.02`. */
function usageText(usage: StepUsage, scripted: boolean): string {
  const parts = [formatDuration(usage.modelMs)];
  if (usage.inputTokens !== undefined) {
    const cached = usage.cachedTokens ? ` (${formatCount(usage.cachedTokens)} cached)` : '';
    parts.push(`${formatCount(usage.inputTokens)} in${cached}`);
  }
  if (usage.outputTokens !== undefined) parts.push(`${formatCount(usage.outputTokens)} out`);
  if (scripted) parts.push('scripted');
  else if (usage.dollars !== undefined) parts.push(formatCost(usage.dollars));
  return parts.join(' · ');
}
