'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { shortArguments, shortValue } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatDuration, plural } from '#components/ui/format.ts';
import { JsonView } from '#components/ui/json-view.tsx';
import type { RunJudgement } from './run-model.ts';

/** What was asked of the model and what it answered: the one part of a run that no rule decides. */
export function JudgementList({ judgements }: { readonly judgements: readonly RunJudgement[] }) {
  if (judgements.length === 0) {
    return <EmptyState title="Nothing asked yet">What a model judges in this run is listed here.</EmptyState>;
  }
  const asked = judgements.filter(({ from }) => from === 'model').length;
  return (
    <div className="flex flex-col">
      <p className="figures border-b border-hairline px-4 py-2.5 text-sm text-muted" data-testid="judgement-counts">
        {plural(asked, 'question')} to the model · {judgements.length - asked} known before
      </p>
      <ul className="divide-y divide-hairline">
        {judgements.map((judgement) => (
          <JudgementRow key={judgement.id} judgement={judgement} />
        ))}
      </ul>
    </div>
  );
}

const sources: Record<RunJudgement['from'], string> = {
  recording: 'from the recording',
  earlier: 'answered before',
  model: 'asked now',
  'made-up': 'asked when applied',
};

function JudgementRow({ judgement }: { readonly judgement: RunJudgement }) {
  const [open, setOpen] = useState(false);
  const { step, path, task, input, answer, from, attempts, durationMs } = judgement;
  return (
    <li data-judgement={from}>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-baseline gap-2 px-4 py-2 text-left text-xs hover:bg-raised"
      >
        <span className="max-w-[45%] shrink-0 truncate font-medium text-origin-judgement">{shortValue(answer)}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-2xs text-muted">{shortArguments(input, 160)}</span>
        <span className={classNames('shrink-0 text-2xs', from === 'model' ? 'text-muted' : 'text-faint')}>
          {sources[from]}
        </span>
        <ChevronRight
          aria-hidden
          className={classNames('size-3 shrink-0 self-center text-faint transition-transform', open && 'rotate-90')}
        />
      </button>
      {open && (
        <div className="flex flex-col gap-2 border-t border-hairline bg-sunken px-4 py-2.5 text-xs">
          <p className="text-2xs text-faint">
            step {step}
            {path.length > 0 && ` · iteration ${path.map((index) => index + 1).join('.')}`}
            {from === 'model' && ` · ${formatDuration(durationMs)}`}
            {attempts !== undefined && attempts > 1 && ` · asked ${attempts} times until the answer fitted`}
          </p>
          <Labelled title="Task">
            <p className="whitespace-pre-wrap text-muted wrap-anywhere">{task}</p>
          </Labelled>
          <Labelled title="Data it was given">
            <JsonView bare label={`Data for ${step}`} value={input} className="-mx-2" viewClassName="max-h-64" />
          </Labelled>
          <Labelled title="Answer">
            <JsonView bare label={`Answer of ${step}`} value={answer} className="-mx-2" viewClassName="max-h-64" />
          </Labelled>
        </div>
      )}
    </li>
  );
}

function Labelled({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <h3 className="mb-0.5 text-2xs font-medium text-faint">{title}</h3>
      {children}
    </div>
  );
}
