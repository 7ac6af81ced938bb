'use client';

import { ErrorNote } from '#components/ui/error-note.tsx';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { DivergenceNote } from './divergence-note.tsx';
import type { RunModel } from './run-model.ts';
import { UnknownEffects } from './unknown-effects.tsx';

interface RunNotesProps {
  readonly run: RunView;
  readonly whole: RunModel;
  readonly workflow: Workflow;
  readonly after: () => Promise<void>;
}

/** What has to be said of a run above its picture: why it ended early, where it diverged, what waits for a person. */
export function RunNotes({ run, whole, workflow, after }: RunNotesProps) {
  // A run that waits says so by its question.
  const error = run.status === 'failed' || run.status === 'stopped' ? run.error : undefined;
  return (
    <>
      {error !== undefined && (
        <ErrorNote className="m-3" tone={run.status === 'stopped' ? 'warn' : 'bad'} title={error} />
      )}
      {whole.divergence && <DivergenceNote divergence={whole.divergence} workflow={workflow} inputs={run.inputs} />}
      {run.status === 'waiting' && <UnknownEffects run={run} effects={whole.effects} after={after} />}
    </>
  );
}
