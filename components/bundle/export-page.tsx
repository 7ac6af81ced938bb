'use client';

import { Ban, CircleDot, CircleHelp, Workflow as WorkflowIcon } from 'lucide-react';
import Link from 'next/link';
import { useMemo, useState } from 'react';
import { openQuestions } from '#components/prototype/next-step.ts';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import type { Target } from '#core/deploy/target.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { BundleFiles } from './bundle-files.tsx';
import { type ChoiceDraft, choicesOf, draftOf } from './choice-draft.ts';
import { ExportChoices } from './export-choices.tsx';
import { ProofPanel } from './proof-panel.tsx';
import { RunCommands } from './run-commands.tsx';
import { useExport } from './use-export.ts';

/** The Export tab: what to choose on the left; proof, files and the way to run them on the right. */
export function ExportPage({ targets }: { readonly targets: readonly Target[] }) {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const workflow = usePrototype(({ snapshot }) => snapshot.workflow?.workflow ?? null);
  const recorded = usePrototype(({ snapshot }) => snapshot.trace.calls.length > 0);
  if (!workflow) return <NothingToExport prototypeId={id} recorded={recorded} />;
  return <ExportTable prototypeId={id} workflow={workflow} targets={targets} />;
}

/** Leads to whatever comes before an export. */
function NothingToExport({ prototypeId, recorded }: { readonly prototypeId: string; readonly recorded: boolean }) {
  const href = recorded ? `/prototypes/${prototypeId}/workflow` : `/prototypes/${prototypeId}`;
  return (
    <EmptyState
      icon={recorded ? WorkflowIcon : CircleDot}
      title={recorded ? 'There is no workflow to export yet' : 'Nothing is recorded yet'}
      actions={<ButtonLink href={href}>{recorded ? 'Go to the workflow' : 'Go to the design table'}</ButtonLink>}
      className="flex-1"
    >
      {recorded
        ? 'An export holds the program that is made from what was recorded here. Make the workflow first.'
        : 'Do the job once, in chat, by hand or through the gateway. The program that is made from it is what you take away.'}
    </EmptyState>
  );
}

/** An export is possible all the same: the defaults hold, and whoever exports should know. */
function OpenQuestions({ prototypeId, count }: { readonly prototypeId: string; readonly count: number }) {
  return (
    <p
      role="status"
      className="flex flex-wrap items-center gap-x-2.5 gap-y-1 border-hairline border-b bg-warn/5 px-4 py-2 text-sm"
    >
      <CircleHelp aria-hidden className="size-4 shrink-0 text-warn" />
      <span className="font-medium">{count === 1 ? 'One question is open.' : `${count} questions are open.`}</span>
      <span className="min-w-0 flex-1 basis-48 text-muted">The program goes by the likelier answer until you say.</span>
      <Link
        href={`/prototypes/${prototypeId}/workflow`}
        className="font-medium text-accent underline-offset-2 hover:underline"
      >
        {count === 1 ? 'Answer it' : 'Answer them'}
      </Link>
    </p>
  );
}

/** Choices that a place may not take, other than fields that are only filled in wrongly. */
const REFUSABLE: readonly string[] = ['language', 'trigger', 'state'];

interface ExportTableProps {
  readonly prototypeId: string;
  readonly workflow: Workflow;
  readonly targets: readonly Target[];
}

function ExportTable({ prototypeId, workflow, targets }: ExportTableProps) {
  const [draft, setDraft] = useState<ChoiceDraft>(() => draftOf(workflow));
  const target = targets.find(({ id }) => id === draft.target);
  if (!target) throw new Error(`There is no target "${draft.target}".`);
  const choices = useMemo(() => choicesOf(draft, target), [draft, target]);
  const { state, prove, stop } = useExport(prototypeId, choices.ok ? choices.value : null);
  // Files that were shown before would be of another place, and could not be had here.
  const refused = !choices.ok && REFUSABLE.includes(choices.problem.field);
  const preview = refused ? null : state.preview;
  const { proved, error } = state;
  const questions = usePrototype(({ snapshot }) => (snapshot.workflow ? openQuestions(snapshot.workflow).length : 0));
  return (
    // On a phone what matters comes first: the proof and its button, then the choices, then what there is to read.
    <div className="flex min-h-0 flex-1 flex-col overflow-auto lg:grid lg:grid-cols-[23rem_minmax(0,1fr)] lg:grid-rows-[auto_minmax(0,1fr)] lg:overflow-hidden">
      <ExportChoices
        targets={targets}
        target={target}
        draft={draft}
        problem={choices.ok ? null : choices.problem}
        variables={preview?.variables ?? []}
        doneWhileRecording={preview?.doneWhileRecording ?? 0}
        kept={workflow.keep !== undefined}
        onChange={setDraft}
        className="shrink-0 border-hairline border-b lg:row-span-2 lg:overflow-auto lg:border-r lg:border-b-0"
      />
      <ProofPanel
        prototypeId={prototypeId}
        state={state}
        blocked={choices.ok ? null : refused ? choices.problem.text : 'A choice on the left is not complete.'}
        later={questions > 0}
        onProve={prove}
        onStop={stop}
        className="max-lg:order-first lg:max-h-[60vh] lg:overflow-auto"
      />
      <div className="flex min-w-0 flex-col lg:min-h-0 lg:overflow-auto">
        {questions > 0 && <OpenQuestions prototypeId={prototypeId} count={questions} />}
        {error && <ErrorNote title={error.message} advice={error.advice} className="mx-4 my-4" />}
        {refused && (
          <EmptyState icon={Ban} title={`${target.title} does not take that`} className="flex-1">
            {choices.problem.text}
          </EmptyState>
        )}
        {preview && proved && <RunCommands preview={preview} proved={proved} />}
        {preview && <BundleFiles files={preview.files} place={target.title} />}
      </div>
    </div>
  );
}
