'use client';

import { Download, ShieldCheck } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { formatBytes } from '#components/ui/format.ts';
import { CheckLine } from './check-line.tsx';
import { RefusalNote } from './refusal-note.tsx';
import type { ExportState } from './use-export.ts';

interface ProofPanelProps {
  readonly prototypeId: string;
  readonly state: ExportState;
  /** Why nothing can be proved: what is wrong with a choice, in a sentence. */
  readonly blocked: string | null;
  /** Something else comes first, and has the page's strong button. */
  readonly later: boolean;
  readonly onProve: () => void;
  readonly onStop: () => void;
  readonly className?: string;
}

/** The proof of the bundle: each check as it goes, and the zip only when all of them hold. */
export function ProofPanel(props: ProofPanelProps) {
  const { prototypeId, state, blocked, later, onProve, onStop, className } = props;
  const { phase, checks, proved } = state;
  return (
    <section
      aria-label="Proof"
      className={classNames('shrink-0 border-hairline border-b bg-surface px-4 py-3', className)}
    >
      <div className="flex flex-wrap items-start gap-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="text-sm font-semibold">{TITLES[phase]}</h2>
          {/* On a phone these are two lines or one: the choices below stay where they are. */}
          <p className="mt-0.5 text-xs text-pretty text-muted max-sm:min-h-8" role="status">
            {proved
              ? `${proved.fileCount} files, ${formatBytes(proved.byteCount)}. The same workflow and choices give the same bytes.`
              : (blocked ?? WORDS[phase])}
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
          <Button
            variant={later ? 'secondary' : 'primary'}
            icon={ShieldCheck}
            onClick={onProve}
            disabled={blocked !== null || state.preview === null}
          >
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
      {phase === 'refused' && <RefusalNote prototypeId={prototypeId} checks={checks} />}
    </section>
  );
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
  refused: 'A bundle that fails its own proof is not packed.',
  failed: 'The proof did not come to an end.',
};
