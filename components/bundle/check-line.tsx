'use client';

import { Check, Circle, Minus, X } from 'lucide-react';
import { classNames } from '#components/ui/class-names.ts';
import { Disclosure } from '#components/ui/disclosure.tsx';
import { formatDuration } from '#components/ui/format.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import type { BundleCheck } from '#core/live/export-event.ts';

/** One check of the proof. One that failed says why, and keeps what was printed for those who want it. */
export function CheckLine({ check }: { readonly check: BundleCheck }) {
  const { title, state, detail, output, durationMs } = check;
  const failed = state === 'failed';
  return (
    <li className={classNames('flex min-w-0 items-start gap-2 text-sm', failed && 'xl:col-span-2')}>
      <CheckIcon state={state} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className={state === 'waiting' || state === 'skipped' ? 'text-faint' : undefined}>{title}</span>
          {durationMs !== undefined && durationMs >= WORTH_SAYING_MS && (
            <span className="figures text-2xs text-faint">{formatDuration(durationMs)}</span>
          )}
        </span>
        {detail !== '' && !failed && <span className="block text-xs text-muted">{detail}</span>}
        {failed && <Printed text={detail} />}
        {failed && output && output !== detail && (
          <Disclosure summary={<span className="text-xs">All that was printed</span>} className="mt-2">
            <Printed text={output} />
          </Disclosure>
        )}
      </span>
    </li>
  );
}

/** A shorter time tells nobody anything. */
const WORTH_SAYING_MS = 50;

function CheckIcon({ state }: { readonly state: BundleCheck['state'] }) {
  const look = 'mt-0.5 size-4 shrink-0';
  switch (state) {
    case 'waiting':
      return <Circle aria-label="waiting" className={classNames(look, 'text-hairline-strong')} />;
    case 'running':
      return (
        <span className={classNames(look, 'inline-flex items-center justify-center text-accent')}>
          <Spinner />
        </span>
      );
    case 'passed':
      return <Check aria-label="passed" className={classNames(look, 'text-ok')} />;
    case 'failed':
      return <X aria-label="failed" className={classNames(look, 'text-bad')} />;
    case 'skipped':
      return <Minus aria-label="not run" className={classNames(look, 'text-faint')} />;
  }
}

function Printed({ text }: { readonly text: string }) {
  return (
    <pre className="mt-1 max-h-60 overflow-auto rounded-md border border-bad/25 bg-bad/5 p-2 font-mono text-xs whitespace-pre-wrap wrap-anywhere">
      {text}
    </pre>
  );
}
