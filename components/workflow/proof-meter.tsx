'use client';

import { CircleHelp, Equal, ShieldCheck } from 'lucide-react';
import { openQuestions } from '#components/prototype/next-step.ts';
import { Popover } from '#components/ui/popover.tsx';
import { useWorkflowPage } from './workflow-context.tsx';

/** `proved 14 · asked 2 · assumed 0`; opens what was checked. */
export function ProofMeter() {
  const { view } = useWorkflowPage();
  const { proved, asked, assumed, checks } = view.proof;
  const open = openQuestions(view).length;
  const edited = view.evidence.values.filter((value) => value.status === 'edited').length;
  const text = `proved ${proved} · asked ${asked + open} · assumed ${assumed}${edited > 0 ? ` · edited ${edited}` : ''}`;
  return (
    <Popover
      label="What is proved"
      trigger={
        <button
          type="button"
          aria-label={`How sure: ${text}`}
          className="figures inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-xs text-muted hover:bg-raised hover:text-fg"
        >
          <ShieldCheck aria-hidden className="size-3.5 text-ok" />
          {text}
        </button>
      }
    >
      <div className="flex flex-col gap-2 text-xs">
        <p className="flex gap-2">
          <ShieldCheck aria-hidden className="mt-px size-3.5 shrink-0 text-ok" />
          <span>
            <b className="font-medium">{proved} proved</b>: the recorded values leave no other explanation.
          </span>
        </p>
        <p className="flex gap-2">
          <CircleHelp aria-hidden className="mt-px size-3.5 shrink-0 text-accent" />
          <span>
            <b className="font-medium">{asked + open} asked</b>:{' '}
            {open === 0 ? 'all of them answered.' : `${open} still hold by their default.`}
          </span>
        </p>
        <p className="flex gap-2">
          <Equal aria-hidden className="mt-px size-3.5 shrink-0 text-warn" />
          <span>
            <b className="font-medium">{assumed} assumed</b>: a stated default, marked with a wavy line.
          </span>
        </p>
        {checks.length > 0 && (
          <ul className="mt-1 flex flex-col gap-1 border-t border-hairline pt-2">
            {checks.map((check) => (
              <li key={check.name} className="flex gap-2">
                <span
                  className={
                    check.status === 'passed' ? 'text-ok' : check.status === 'failed' ? 'text-bad' : 'text-faint'
                  }
                >
                  {check.status === 'passed' ? '✓' : check.status === 'failed' ? '✗' : '–'}
                </span>
                <span>
                  {check.name}: <span className="text-muted">{check.detail}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Popover>
  );
}
