'use client';

import {
  Code,
  GitCommitVertical,
  Info,
  ListX,
  Redo2,
  RefreshCw,
  ShieldCheck,
  Undo2,
  Workflow as WorkflowIcon,
  WrapText,
} from 'lucide-react';
import { type ReactNode, useEffect, useMemo, useState } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { useIsNarrow } from '#components/prototype/use-is-narrow.ts';
import { useCommands } from '#components/shell/use-commands.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { plural } from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { SplitPane } from '#components/ui/split-pane.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import { stepsAt } from '#core/workflow/edit/kept-edit.ts';
import { newStep } from '#core/workflow/edit/new-step.ts';
import type { StepPosition, WorkflowEdit } from '#core/workflow/edit/workflow-edit.ts';
import type { Place } from '#core/workflow/evidence.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { DroppedCalls } from './dropped-calls.tsx';
import { AddStepDialog } from './edit/add-step-dialog.tsx';
import { EditHere } from './edit/edit-here.tsx';
import { NoWorkflow } from './no-workflow.tsx';
import { ProofPanel } from './proof-panel.tsx';
import { useChecks } from './use-checks.ts';
import { useStepCommands } from './use-step-commands.ts';
import { useVersions } from './use-versions.ts';
import { useWorkflowChanges } from './use-workflow-changes.ts';
import { VersionList } from './version-list.tsx';
import { WorkflowCanvas } from './workflow-canvas.tsx';
import { WorkflowCodePane } from './workflow-code.tsx';
import { WorkflowPageProvider } from './workflow-context.tsx';
import { WorkflowDetails } from './workflow-details.tsx';
import { WorkflowToolbar } from './workflow-toolbar.tsx';

/** The program that was derived, as a graph and as code, everything in it explained and open to change. */
export function WorkflowScreen() {
  const view = usePrototype(({ snapshot }) => snapshot.workflow);
  return view ? <Loaded view={view} /> : <NoWorkflow />;
}

type Panel = 'code' | 'proof' | 'versions' | 'dropped';

function Loaded({ view }: { readonly view: WorkflowView }) {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const tools = usePrototype(({ snapshot }) => snapshot.trace.tools);
  const selection = usePrototype((state) => state.selection);
  const { select } = usePrototypeActions();
  const narrow = useIsNarrow();
  const [panel, setPanel] = useState<Panel>('code');
  const [wrap, setWrap] = useState(true);
  const [adding, setAdding] = useState<StepPosition | null>(null);
  const [here, setHere] = useState<Place | null>(null);
  const checks = useChecks(id, view);
  const versions = useVersions(id, view.version);
  const { change, restore, undo, redo } = useWorkflowChanges(id, versions);
  const page = useMemo(
    () => ({
      view,
      busy: change.busy,
      answer: (question: string, option: string) => void change.run({ answers: { [question]: option } }, 'PATCH'),
      edit: (edit: WorkflowEdit) => change.run({ edit }, 'PATCH'),
      addStep: setAdding,
      editHere: setHere,
    }),
    [view, change.busy, change.run],
  );
  useStepCommands(page);
  useCommands([
    {
      id: 'workflow.undo',
      label: 'Undo the last change of the workflow',
      group: 'Workflow',
      icon: Undo2,
      keys: 'mod+z',
      disabled: !undo,
      run: () => undo?.(),
    },
    {
      id: 'workflow.redo',
      label: 'Redo',
      group: 'Workflow',
      icon: Redo2,
      keys: 'mod+shift+z',
      disabled: !redo,
      run: () => redo?.(),
    },
    {
      id: 'workflow.again',
      label: 'Make the workflow again from the recording',
      group: 'Workflow',
      icon: RefreshCw,
      run: () => void change.run({}, 'POST'),
    },
    {
      id: 'workflow.wrap',
      label: wrap ? 'Do not break long lines of code' : 'Break long lines of code',
      group: 'Workflow',
      icon: WrapText,
      run: () => setWrap(!wrap),
    },
  ]);
  const errors = view.findings.filter((finding) => finding.severity === 'error');
  const side = (
    <Tabs
      label="Beside the graph"
      value={panel}
      onChange={setPanel}
      className="h-full bg-surface"
      listClassName="pl-4 pr-2"
      panelClassName="overflow-y-auto"
      actions={
        panel === 'code' && (
          <IconButton
            icon={WrapText}
            size="sm"
            label="Break long lines"
            pressed={wrap}
            onClick={() => setWrap(!wrap)}
          />
        )
      }
      items={[
        {
          id: 'code',
          label: 'Code',
          icon: Code,
          content: <WorkflowCodePane version={view.version} broken={errors[0]?.message ?? null} wrap={wrap} />,
        },
        {
          id: 'proof',
          label: 'Proof',
          icon: ShieldCheck,
          content: (
            <ProofPanel
              checks={checks}
              busy={change.busy}
              onForget={(index) => void change.run({ forget: index }, 'PATCH')}
            />
          ),
        },
        {
          id: 'versions',
          label: 'Versions',
          icon: GitCommitVertical,
          content: <VersionList view={view} entries={versions.entries} onRestore={restore} busy={change.busy} />,
        },
        {
          id: 'dropped',
          label: 'Left out',
          icon: ListX,
          count: view.evidence.dropped.length,
          content: <DroppedCalls />,
        },
      ]}
    />
  );
  const graph = <WorkflowCanvas workflow={view.workflow} questions={view.questions} />;
  const details = (
    <div className="h-full overflow-y-auto border-t border-hairline bg-surface">
      <WorkflowDetails />
    </div>
  );
  return (
    <WorkflowPageProvider page={page}>
      <WorkflowToolbar
        checks={checks}
        proofShown={panel === 'proof'}
        onProof={() => setPanel(panel === 'proof' ? 'code' : 'proof')}
        undo={undo}
        redo={redo}
        onAgain={() => void change.run({}, 'POST')}
      />
      {change.error && (
        <ErrorNote
          className="m-3 mb-0"
          title={change.error.message}
          advice={change.error.advice}
          actions={
            <Button size="sm" onClick={change.clear}>
              Close
            </Button>
          }
        />
      )}
      {errors.length > 0 && (
        <ErrorNote
          tone="warn"
          className="m-3 mb-0"
          title={`This workflow would not run: ${errors[0]?.message}`}
          detail={errors.length > 1 ? `and ${plural(errors.length - 1, 'more problem')}` : undefined}
        />
      )}
      {narrow ? (
        <NarrowWorkflow panel={panel} graph={graph} side={side} details={details} />
      ) : (
        <SplitPane
          id="workflow.code"
          label="Width of the code"
          sized="second"
          initial={560}
          min={340}
          max={1000}
          first={graph}
          second={
            selection ? (
              <SplitPane
                id="workflow.details"
                label="Height of the details"
                direction="column"
                sized="second"
                initial={400}
                min={120}
                max={720}
                className="h-full"
                first={side}
                second={details}
              />
            ) : (
              side
            )
          }
        />
      )}
      <EditHere place={here} onClose={() => setHere(null)} />
      <AddStepDialog
        open={adding !== null}
        onOpenChange={(open) => !open && setAdding(null)}
        tools={tools}
        where={whereWords(view.workflow, adding)}
        onAdd={(wanted) => {
          if (!adding) return;
          const step = newStep(view.workflow, wanted);
          setAdding(null);
          void page
            .edit({ edit: 'insertStep', step, at: adding })
            .then((made) => made && select({ kind: 'step', step: step.id }));
        }}
      />
    </WorkflowPageProvider>
  );
}

/** `after createIssue`, `at the beginning of eachPull`. */
function whereWords(workflow: Workflow, at: StepPosition | null): string {
  if (!at) return '';
  const before = stepsAt(workflow, at)?.[at.index - 1];
  return before ? `after ${before.id}` : `at the beginning${at.parent === '' ? '' : ` of ${at.parent}`}`;
}

interface NarrowProps {
  readonly panel: Panel;
  readonly graph: ReactNode;
  readonly side: ReactNode;
  readonly details: ReactNode;
}

/** On a phone one part at a time; what is tapped in the graph opens in the details, what the meter opens beside the code. */
function NarrowWorkflow({ panel, graph, side, details }: NarrowProps) {
  const [pane, setPane] = useState<'graph' | 'details' | 'code'>('graph');
  const selection = usePrototype((state) => state.selection);
  useEffect(() => {
    if (selection) setPane('details');
  }, [selection]);
  useEffect(() => {
    if (panel !== 'code') setPane('code');
  }, [panel]);
  return (
    <Tabs
      label="Parts of the workflow"
      value={pane}
      onChange={setPane}
      className="flex-1"
      listClassName="bg-surface px-4"
      items={[
        { id: 'graph', label: 'Graph', icon: WorkflowIcon, content: graph },
        { id: 'details', label: 'Details', icon: Info, content: details },
        { id: 'code', label: 'Code and proof', icon: Code, content: side },
      ]}
    />
  );
}
