'use client';

import { type ReactNode, useMemo, useState } from 'react';
import { ApprovalsTray } from '#components/prototype/approvals-tray.tsx';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { QuestionsTray } from '#components/prototype/questions-tray.tsx';
import { useIsNarrow } from '#components/prototype/use-is-narrow.ts';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { SplitPane } from '#components/ui/split-pane.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { StepOverlays } from '#components/workflow/step-overlay.tsx';
import { WorkflowCanvas } from '#components/workflow/workflow-canvas.tsx';
import { WorkflowPageProvider } from '#components/workflow/workflow-context.tsx';
import { stepsById } from '#core/workflow/find-step.ts';
import { countedEffects } from './effects-text.ts';
import { RunBar } from './run-bar.tsx';
import { runModel } from './run-model.ts';
import { RunNotes } from './run-notes.tsx';
import { RunSide } from './run-side.tsx';
import { RunTimeline } from './run-timeline.tsx';
import { stepStates } from './step-states.ts';
import { type RunDetail, useRunDetail } from './use-run-detail.ts';

/** One run: the workflow's graph with its state on it, stepped through by the timeline, and what it did to the world. */
export function RunScreen({ runId }: { readonly runId: string }) {
  const { detail, problem, load } = useRunDetail(runId);
  if (!detail && problem) return <ErrorNote className="m-4" title="This run cannot be shown." detail={problem} />;
  if (!detail) return <Skeleton className="m-6 h-40" />;
  return <Loaded key={runId} detail={detail} load={load} />;
}

const noQuestions: readonly never[] = [];

function Loaded({ detail, load }: { readonly detail: RunDetail; readonly load: () => Promise<void> }) {
  const { run, events, cut, workflow } = detail;
  const { reload } = usePrototypeActions();
  const narrow = useIsNarrow();
  const [until, setUntil] = useState<number | null>(null);
  const prototype = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const { model, whole } = useMemo(() => {
    const begun = new Set(cut);
    const wholeAt = (index: number) =>
      begun.has(index) ? `/api/prototypes/${prototype}/runs/${run.id}?event=${index}` : undefined;
    const all = runModel(events, run.startedAt, wholeAt);
    return { whole: all, model: until === null ? all : runModel(events.slice(0, until), run.startedAt, wholeAt) };
  }, [events, cut, until, run.id, run.startedAt, prototype]);
  const states = useMemo(() => stepStates(model, stepsById(workflow.workflow).keys()), [model, workflow]);
  const page = useMemo(() => ({ view: workflow, busy: false, inputs: run.inputs }), [workflow, run.inputs]);
  const after = async () => {
    await Promise.all([reload(), load()]);
  };
  const graph = (
    <div className="relative h-full">
      <WorkflowPageProvider page={page}>
        <StepOverlays overlays={states}>
          <WorkflowCanvas workflow={workflow.workflow} questions={noQuestions} />
        </StepOverlays>
      </WorkflowPageProvider>
      {!narrow && <ApprovalsTray run={run.id} />}
      <QuestionsTray />
    </div>
  );
  const side = <RunSide run={run} model={model} events={events} until={until} onUntil={setUntil} />;
  const timeline = (
    <RunTimeline logical={run.mode === 'replay'} events={events} calls={whole.calls} until={until} onUntil={setUntil} />
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <RunBar run={{ ...run, effects: countedEffects(run, whole) }} after={after} />
      <RunNotes run={run} whole={whole} workflow={workflow.workflow} after={after} />
      {narrow && <ApprovalsTray inline run={run.id} />}
      {narrow ? (
        <NarrowRun graph={graph} side={side} timeline={timeline} />
      ) : (
        <SplitPane
          id="run.timeline"
          label="Height of the timeline"
          direction="column"
          sized="second"
          initial={190}
          min={72}
          max={520}
          first={
            <SplitPane
              id="run.side"
              label="Width of the details"
              sized="second"
              initial={520}
              min={300}
              max={900}
              className="h-full"
              first={graph}
              second={side}
            />
          }
          second={timeline}
        />
      )}
    </div>
  );
}

function NarrowRun(props: { readonly graph: ReactNode; readonly side: ReactNode; readonly timeline: ReactNode }) {
  const [pane, setPane] = useState<'graph' | 'writes' | 'timeline'>('writes');
  return (
    <Tabs
      label="Parts of the run"
      value={pane}
      onChange={setPane}
      className="flex-1"
      listClassName="bg-surface px-4"
      items={[
        { id: 'writes', label: 'What it did', content: props.side },
        { id: 'graph', label: 'Graph', content: props.graph },
        { id: 'timeline', label: 'Timeline', content: props.timeline },
      ]}
    />
  );
}
