'use client';

import { CircleHelp } from 'lucide-react';
import { shortArguments, shortValue } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import { Tooltip } from '#components/ui/tooltip.tsx';
import { isJsonObject, type Json } from '#core/json/json.ts';
import type { Question } from '#core/workflow/question.ts';
import { useWorkflowPage } from './workflow-context.tsx';

/** One thing that could not be proved, on a concrete row, answered by a click. */
export function QuestionCard({ question, height }: { readonly question: Question; readonly height?: number }) {
  const { view, answer, busy } = useWorkflowPage();
  const given = view.answers[question.id];
  return (
    <section
      aria-label={question.text}
      data-question={question.id}
      className="nodrag nopan nowheel flex flex-col gap-1.5 overflow-auto rounded-md border border-accent/30 bg-accent-soft p-2.5"
      style={height === undefined ? undefined : { height }}
    >
      <p className="flex gap-1.5 text-xs leading-4.5 font-medium">
        <CircleHelp aria-hidden className="mt-0.5 size-3.5 shrink-0 text-accent" />
        {question.text}
      </p>
      {question.row !== undefined && <Row row={question.row} />}
      <div className="flex flex-col gap-1">
        {question.options.map((option) => {
          const holds = (given ?? question.default) === option.id;
          const button = (
            <button
              key={option.id}
              type="button"
              disabled={busy || !answer}
              aria-pressed={given === option.id}
              onClick={() => answer?.(question.id, option.id)}
              className={classNames(
                'flex min-h-7 items-center gap-2 rounded-md border bg-surface px-2 py-1 text-left text-xs leading-4 transition-colors hover:border-accent disabled:opacity-60',
                given === option.id ? 'border-accent' : 'border-hairline',
              )}
            >
              <span className="min-w-0 flex-1">{option.label}</span>
              {holds && given === undefined && <span className="shrink-0 text-2xs text-faint">holds now</span>}
            </button>
          );
          return option.consequence ? (
            <Tooltip key={option.id} content={option.consequence} side="right">
              {button}
            </Tooltip>
          ) : (
            button
          );
        })}
      </div>
    </section>
  );
}

function Row({ row }: { readonly row: Json }) {
  return (
    <p className="line-clamp-2 rounded-sm bg-surface/70 px-1.5 py-1 font-mono text-2xs leading-4 text-muted wrap-anywhere">
      {isJsonObject(row) ? shortArguments(row, 160) : shortValue(row)}
    </p>
  );
}
