'use client';

import { ChevronLeft, GitCompareArrows, RotateCcw, Square } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { useAction } from '#components/prototype/use-action.ts';
import { useCommands } from '#components/shell/use-commands.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { formatDuration } from '#components/ui/format.ts';
import { Time } from '#components/ui/time.tsx';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import { effectsText } from './effects-text.ts';
import { modeLook, RunStatusMark, standingOf } from './run-look.tsx';
import { useStartRun } from './use-start-run.ts';

interface RunBarProps {
  /** With the effects as they stand now. */
  readonly run: RunView;
  /** Shows what has changed on the server. */
  readonly after: () => Promise<void>;
}

/** What run this is and how it stands, and what can be done with it: stop, resume, once more, compare. */
export function RunBar({ run, after }: RunBarProps) {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const runs = usePrototype(({ snapshot }) => snapshot.runs);
  const approvals = usePrototype(({ snapshot }) => snapshot.approvals);
  const router = useRouter();
  const base = `/prototypes/${id}/runs`;
  const path = `/api${base}/${run.id}`;
  const stop = useAction(async () => {
    await requestJson(path, { method: 'DELETE' });
    await after();
  });
  const resume = useAction(async () => {
    await requestJson(path, { method: 'POST', body: { resume: true } });
    await after();
  });
  const start = useStartRun();
  const { mode, inputs, repeatRecorded } = run;
  const again = () => void start.run({ mode, inputs, ...(repeatRecorded && { repeatRecorded }) });
  const active = run.status === 'running' || run.status === 'waiting';
  // A plan that is taken up again is a new plan.
  const resumable = run.mode === 'apply' && !run.pass && (run.status === 'stopped' || run.status === 'failed');
  const other = runs.find((candidate) => candidate.id !== run.id && candidate.startedAt < run.startedAt);
  useCommands([
    {
      id: 'run.again',
      label: `${modeLook[run.mode].word} again`,
      group: 'Run',
      icon: RotateCcw,
      // A pass is made again from the page of keeping, by what is there then.
      disabled: active || run.pass === true,
      run: again,
    },
    {
      id: 'run.stop',
      label: 'Stop the run',
      group: 'Run',
      icon: Square,
      disabled: !active,
      run: () => void stop.run(),
    },
  ]);
  const error = stop.error ?? resume.error ?? start.error;
  return (
    <>
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-hairline bg-surface px-3 py-1.5">
        <Link href={base} className="inline-flex items-center gap-0.5 text-xs text-muted hover:text-fg">
          <ChevronLeft aria-hidden className="size-3.5" /> Runs
        </Link>
        <h2 className="text-sm font-semibold">{run.pass ? 'Pass' : modeLook[run.mode].word}</h2>
        <RunStatusMark status={standingOf(run, approvals)} />
        <span className="figures text-xs text-muted">{effectsText(run)}</span>
        <RunFacts run={run} />
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {other && (
            <Button
              size="sm"
              variant="ghost"
              icon={GitCompareArrows}
              onClick={() => router.push(`${base}/${other.id}?with=${run.id}`)}
            >
              Compare with the one before
            </Button>
          )}
          {active && (
            <Button size="sm" icon={Square} busy={stop.busy} onClick={() => void stop.run()}>
              Stop
            </Button>
          )}
          {resumable && (
            <Button size="sm" icon={RotateCcw} busy={resume.busy} onClick={() => void resume.run()}>
              Resume
            </Button>
          )}
          {!active && !run.pass && (
            <Button size="sm" icon={RotateCcw} busy={start.busy} onClick={again}>
              {modeLook[run.mode].word} again
            </Button>
          )}
        </div>
      </div>
      {error && <ErrorNote className="m-3 mb-0" title={error.message} advice={error.advice} />}
    </>
  );
}

function RunFacts({ run }: { readonly run: RunView }) {
  const took = run.endedAt ? Date.parse(run.endedAt) - Date.parse(run.startedAt) : null;
  return (
    <span className="figures text-xs text-faint">
      {run.wokenBy && 'called from outside · '}version {run.workflowVersion}
      {run.repeatRecorded && ' · with the writes of the recording'} · <Time at={run.startedAt} />
      {took !== null && ` · ${formatDuration(took)}`}
    </span>
  );
}
