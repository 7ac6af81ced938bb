'use client';

import { Code, GitCommitVertical, Info, ListX, Redo2, RefreshCw, Undo2, Workflow as WorkflowIcon } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { openQuestions } from '#components/prototype/next-step.ts';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { useAction } from '#components/prototype/use-action.ts';
import { useIsNarrow } from '#components/prototype/use-is-narrow.ts';
import { useCommands } from '#components/shell/use-commands.ts';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { plural } from '#components/ui/format.ts';
import { IconButton } from '#components/ui/icon-button.tsx';
import { SplitPane } from '#components/ui/split-pane.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import type { WorkflowEdit } from '#core/workflow/edit/workflow-edit.ts';
import { DroppedCalls } from './dropped-calls.tsx';
import { ProofMeter } from './proof-meter.tsx';
import { useVersionHistory } from './use-version-history.ts';
import { VersionList } from './version-list.tsx';
import { WorkflowCanvas } from './workflow-canvas.tsx';
import { WorkflowCodePane } from './workflow-code.tsx';
import { WorkflowPageProvider } from './workflow-context.tsx';
import { WorkflowDetails } from './workflow-details.tsx';

/** The program that was derived, as a graph and as code, everything in it explained and open to change. */
export function WorkflowScreen() {
  const view = usePrototype(({ snapshot }) => snapshot.workflow);
  return view ? <Loaded view={view} /> : <NoWorkflow />;
}

function NoWorkflow() {
  const calls = usePrototype((state, derived) => derived.calls(state).length);
  return (
    <EmptyState icon={WorkflowIcon} title="No workflow yet" className="flex-1">
      {calls === 0
        ? 'Record the job once on the design table. The program is derived from what was recorded.'
        : `${plural(calls, 'call')} recorded. Press Make workflow: the program is derived from the values, without a model.`}
    </EmptyState>
  );
}

type Panel = 'code' | 'versions' | 'dropped';

function Loaded({ view }: { readonly view: WorkflowView }) {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const selection = usePrototype((state) => state.selection);
  const { reload } = usePrototypeActions();
  const narrow = useIsNarrow();
  const [panel, setPanel] = useState<Panel>('code');
  const path = `/api/prototypes/${id}/workflow`;
  const change = useAction(async (body: object, method: string) => {
    await requestJson<WorkflowView>(path, { method, body });
    await reload();
  });
  const restore = (version: number) => change.run({ restore: version }, 'PATCH');
  const { undo, redo } = useVersionHistory(view.version, restore);
  const page = useMemo(
    () => ({
      view,
      busy: change.busy,
      answer: (question: string, option: string) => void change.run({ answers: { [question]: option } }, 'PATCH'),
      edit: (edit: WorkflowEdit) => change.run({ edit }, 'PATCH'),
    }),
    [view, change.busy, change.run],
  );
  useCommands([
    {
      id: 'workflow.undo',
      label: 'Undo the last change of the workflow',
      group: 'Workflow',
      icon: Undo2,
      keys: 'mod+z',
      disabled: undo === null,
      run: () => undo?.(),
    },
    {
      id: 'workflow.redo',
      label: 'Redo',
      group: 'Workflow',
      icon: Redo2,
      keys: 'mod+shift+z',
      disabled: redo === null,
      run: () => redo?.(),
    },
    {
      id: 'workflow.again',
      label: 'Make the workflow again from the recording',
      group: 'Workflow',
      icon: RefreshCw,
      run: () => void change.run({}, 'POST'),
    },
  ]);
  const open = openQuestions(view);
  const errors = view.findings.filter((finding) => finding.severity === 'error');
  const graph = <WorkflowCanvas workflow={view.workflow} questions={open} />;
  const code = <WorkflowCodePane version={view.version} />;
  const side = (
    <Tabs
      label="Beside the graph"
      value={panel}
      onChange={setPanel}
      className="h-full bg-surface"
      listClassName="px-4"
      panelClassName="overflow-y-auto"
      items={[
        { id: 'code', label: 'Code', icon: Code, content: code },
        {
          id: 'versions',
          label: 'Versions',
          icon: GitCommitVertical,
          content: <VersionList view={view} onRestore={(version) => void restore(version)} busy={change.busy} />,
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
  const details = (
    <div className="h-full overflow-y-auto border-t border-hairline bg-surface">
      <WorkflowDetails />
    </div>
  );
  return (
    <WorkflowPageProvider page={page}>
      <div className="flex h-10 shrink-0 items-center gap-1 border-b border-hairline bg-surface px-3">
        <ProofMeter />
        <span className="figures hidden text-xs text-faint sm:inline">version {view.version}</span>
        <div className="ml-auto flex items-center gap-1">
          {view.behind > 0 && (
            <Button size="sm" icon={RefreshCw} busy={change.busy} onClick={() => void change.run({}, 'POST')}>
              {plural(view.behind, 'call')} recorded since
            </Button>
          )}
          <IconButton
            icon={Undo2}
            size="sm"
            label="Undo"
            keys={['⌘', 'Z']}
            disabled={undo === null || change.busy}
            onClick={() => undo?.()}
          />
          <IconButton
            icon={Redo2}
            size="sm"
            label="Redo"
            keys={['⌘', '⇧', 'Z']}
            disabled={redo === null || change.busy}
            onClick={() => redo?.()}
          />
        </div>
      </div>
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
          detail={errors.length > 1 ? `and ${errors.length - 1} more` : undefined}
        />
      )}
      {narrow ? (
        <NarrowWorkflow graph={graph} side={side} details={details} />
      ) : (
        <SplitPane
          id="workflow.code"
          label="Width of the code"
          sized="second"
          initial={560}
          min={320}
          max={1000}
          first={graph}
          second={
            selection ? (
              <SplitPane
                id="workflow.details"
                label="Height of the details"
                direction="column"
                sized="second"
                initial={300}
                min={120}
                max={640}
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
    </WorkflowPageProvider>
  );
}

function NarrowWorkflow(props: { readonly graph: ReactNode; readonly side: ReactNode; readonly details: ReactNode }) {
  const [pane, setPane] = useState<'graph' | 'details' | 'code'>('graph');
  return (
    <Tabs
      label="Parts of the workflow"
      value={pane}
      onChange={setPane}
      className="flex-1"
      listClassName="bg-surface px-4"
      items={[
        { id: 'graph', label: 'Graph', icon: WorkflowIcon, content: props.graph },
        { id: 'details', label: 'Details', icon: Info, content: props.details },
        { id: 'code', label: 'Code', icon: Code, content: props.side },
      ]}
    />
  );
}
