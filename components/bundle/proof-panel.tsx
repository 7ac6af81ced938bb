'use client';

import { Check, Circle, Download, Minus, ShieldCheck, X } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { formatBytes, formatDuration } from '#components/ui/format.ts';
import { Spinner } from '#components/ui/spinner.tsx';
import type { BundleCheck } from '#core/live/export-event.ts';
import type { ExportState } from './use-export.ts';

interface ProofPanelProps {
  readonly prototypeId: string;
  readonly state: ExportState;
  /** Whether the choices are complete. */
  readonly ready: boolean;
  readonly onProve: () => void;
  readonly onStop: () => void;
}

/** The proof of the bundle: each check as it goes, and the zip only when all of them hold. */
export function ProofPanel({ prototypeId, state, ready, onProve, onStop }: ProofPanelProps) {
  const { phase, checks, proved } = state;
  return (
    <section aria-label="Proof" className="border-hairline border-b bg-surface px-4 py-3">
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="text-sm font-semibold">{TITLES[phase]}</h2>
          <p className="mt-0.5 text-xs text-pretty text-muted" role="status">
            {proved
              ? `${proved.fileCount} files, ${formatBytes(proved.byteCount)}. The same workflow and choices give the same bytes.`
              : ready
                ? WORDS[phase]
                : 'A choice on the left is not complete.'}
          </p>
        </div>
        {proved ? (
          <a
            href={`/api/prototypes/${encodeURIComponent(prototypeId)}/bundles/${encodeURIComponent(proved.id)}`}
            download
            className="inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md bg-accent-fill px-3 text-sm font-medium text-on-accent transition-colors hover:bg-accent-fill-hover"
          >
            <Download aria-hidden className="size-3.5" /> Download zip
          </a>
        ) : phase === 'proving' ? (
          <Button onClick={onStop}>Stop</Button>
        ) : (
          <Button variant="primary" icon={ShieldCheck} onClick={onProve} disabled={!ready || state.preview === null}>
            {phase === 'refused' || phase === 'failed' ? 'Prove again' : 'Prove and pack'}
          </Button>
        )}
      </div>
      {checks.length > 0 && (
        <ol className="mt-3 grid gap-x-6 gap-y-1.5 xl:grid-cols-2">
          {checks.map((check) => (
            <CheckLine key={check.id} check={check} />
          ))}
        </ol>
      )}
    </section>
  );
}

function CheckLine({ check }: { readonly check: BundleCheck }) {
  const { title, state, detail, durationMs } = check;
  const failed = state === 'failed';
  return (
    <li className={classNames('flex min-w-0 items-start gap-2 text-sm', failed && 'xl:col-span-2')}>
      <CheckIcon state={state} />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className={state === 'waiting' || state === 'skipped' ? 'text-faint' : undefined}>{title}</span>
          {durationMs !== undefined && (
            <span className="figures text-2xs text-faint">{formatDuration(durationMs)}</span>
          )}
        </span>
        {detail !== '' && !failed && <span className="block text-xs text-muted">{detail}</span>}
        {failed && (
          <pre className="mt-1 max-h-60 overflow-auto rounded-md border border-bad/25 bg-bad/5 p-2 font-mono text-xs whitespace-pre-wrap wrap-anywhere">
            {detail}
          </pre>
        )}
      </span>
    </li>
  );
}

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

const TITLES: Record<ExportState['phase'], string> = {
  making: 'Not proved yet',
  shown: 'Not proved yet',
  proving: 'Proving',
  proved: 'Proved',
  refused: 'Not offered: a check fails',
  failed: 'Not proved',
};

const WORDS: Record<ExportState['phase'], string> = {
  making: 'Writing the files.',
  shown: 'The bundle is type-checked and its own test replays the recording, offline, before you can have it.',
  proving: 'Offline, in a scratch folder, against a mock server that answers from the recording.',
  proved: '',
  refused: 'A bundle that fails its own proof is not packed. What failed stands below.',
  failed: 'The proof did not come to an end.',
};
