'use client';

import { Workflow as WorkflowIcon } from 'lucide-react';
import { useMemo, useState } from 'react';
import { openQuestions } from '#components/prototype/next-step.ts';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import type { Workflow } from '#core/workflow/workflow.ts';
import { BundleFiles } from './bundle-files.tsx';
import { type ChoiceDraft, choicesOf, draftOf } from './choice-draft.ts';
import { ExportChoices } from './export-choices.tsx';
import { ProofPanel } from './proof-panel.tsx';
import { RunCommands } from './run-commands.tsx';
import { useExport } from './use-export.ts';

/** The Export tab: what to choose on the left; proof, files and the way to run them on the right. */
export function ExportPage() {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const workflow = usePrototype(({ snapshot }) => snapshot.workflow?.workflow ?? null);
  if (!workflow) {
    return (
      <EmptyState
        icon={WorkflowIcon}
        title="There is no workflow to export yet"
        actions={
          <ButtonLink href={`/prototypes/${id}/workflow`} variant="primary">
            Make the workflow
          </ButtonLink>
        }
        className="flex-1"
      >
        An export holds the program that is made from what was recorded here.
      </EmptyState>
    );
  }
  return <ExportTable prototypeId={id} workflow={workflow} />;
}

/** An export is possible all the same: the defaults hold, and whoever exports should know. */
function OpenQuestions({ prototypeId, count }: { readonly prototypeId: string; readonly count: number }) {
  return (
    <ErrorNote
      tone="warn"
      title={count === 1 ? 'One question is open.' : `${count} questions are open.`}
      detail="The program goes by the likelier answer until you say."
      actions={
        <ButtonLink href={`/prototypes/${prototypeId}/workflow`} size="sm">
          {count === 1 ? 'Answer it' : 'Answer them'}
        </ButtonLink>
      }
      className="mx-4 my-4"
    />
  );
}

function ExportTable({ prototypeId, workflow }: { readonly prototypeId: string; readonly workflow: Workflow }) {
  const [draft, setDraft] = useState<ChoiceDraft>(() => draftOf(workflow));
  const choices = useMemo(() => choicesOf(draft), [draft]);
  const { state, prove, stop } = useExport(prototypeId, choices.ok ? choices.value : null);
  const { preview, proved, error } = state;
  const questions = usePrototype(({ snapshot }) => (snapshot.workflow ? openQuestions(snapshot.workflow).length : 0));
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-auto lg:flex-row lg:overflow-hidden">
      <ExportChoices
        draft={draft}
        problem={choices.ok ? null : choices.problem}
        variables={preview?.variables ?? []}
        onChange={setDraft}
        className="shrink-0 border-hairline border-b lg:w-80 lg:overflow-auto lg:border-r lg:border-b-0"
      />
      <div className="flex min-w-0 flex-1 flex-col lg:min-h-0 lg:overflow-auto">
        <ProofPanel prototypeId={prototypeId} state={state} ready={choices.ok} onProve={prove} onStop={stop} />
        {questions > 0 && <OpenQuestions prototypeId={prototypeId} count={questions} />}
        {error && <ErrorNote title={error.message} advice={error.advice} className="mx-4 my-4" />}
        {preview && proved && <RunCommands preview={preview} proved={proved} />}
        {preview && <BundleFiles files={preview.files} />}
      </div>
    </div>
  );
}
