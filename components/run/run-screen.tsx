'use client';

import { ChevronLeft, GitCompareArrows, ListChecks, ListTree, RotateCcw, Square } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useMemo, useState } from 'react';
import { ApprovalsTray } from '#components/prototype/approvals-tray.tsx';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { requestJson } from '#components/prototype/request-json.ts';
import { useAction } from '#components/prototype/use-action.ts';
import { useIsNarrow } from '#components/prototype/use-is-narrow.ts';
import { useCommands } from '#components/shell/use-commands.ts';
import { Button } from '#components/ui/button.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { SplitPane } from '#components/ui/split-pane.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { Time } from '#components/ui/time.tsx';
import { StepOverlays } from '#components/workflow/step-overlay.tsx';
import { stepsById } from '#components/workflow/step-tree.ts';
import { WorkflowCanvas } from '#components/workflow/workflow-canvas.tsx';
import { WorkflowPageProvider } from '#components/workflow/workflow-context.tsx';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import { DivergenceNote } from './divergence-note.tsx';
import { EffectDiff } from './effect-diff.tsx';
import { effectsText } from './effects-text.ts';
import { EventList } from './event-list.tsx';
import { modeLook, RunStatusMark } from './run-look.tsx';
import { runModel } from './run-model.ts';
import { RunTimeline } from './run-timeline.tsx';
import { stepStates } from './step-states.ts';
import { UnknownEffects } from './unknown-effects.tsx';
import { type RunDetail, useRunDetail } from './use-run-detail.ts';

/** One run: the workflow's graph with its state on it, stepped through by the timeline, and what it did to the world. */
export function RunScreen({ runId }: { readonly runId: string }) {
  const { detail, problem, load } = useRunDetail(runId);
  if (!detail && problem) return <ErrorNote className="m-4" title="This run cannot be shown." detail={problem} />;
  if (!detail) return <Skeleton className="m-6 h-40" />;
  return <Loaded key={runId} detail={detail} load={load} />;
}

type Panel = 'writes' | 'events';

const noQuestions: readonly never[] = [];

function Loaded({ detail, load }: { readonly detail: RunDetail; readonly load: () => Promise<void> }) {
  const { run, events, cut, workflow } = detail;
  const { reload } = usePrototypeActions();
  const narrow = useIsNarrow();
  const [until, setUntil] = useState<number | null>(null);
  const [panel, setPanel] = useState<Panel>('writes');
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
      <ApprovalsTray />
    </div>
  );
  const side = (
    <Tabs
      label="What the run did"
      value={panel}
      onChange={setPanel}
      className="h-full bg-surface"
      listClassName="px-4"
      panelClassName="overflow-y-auto"
      items={[
        {
          id: 'writes',
          label: run.mode === 'plan' ? 'Plan' : 'Writes',
          icon: ListChecks,
          count: model.effects.length,
          content: <EffectDiff mode={run.mode} effects={model.effects} over={run.status !== 'running'} />,
        },
        {
          id: 'events',
          label: 'Events',
          icon: ListTree,
          count: events.length,
          content: <EventList events={events} until={until} onChoose={setUntil} />,
        },
      ]}
    />
  );
  const timeline = (
    <RunTimeline logical={run.mode === 'replay'} events={events} calls={whole.calls} until={until} onUntil={setUntil} />
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <RunBar run={run} after={after} />
      {run.error && run.status !== 'diverged' && (
        <ErrorNote className="m-3 mb-0" tone={run.status === 'stopped' ? 'warn' : 'bad'} title={run.error} />
      )}
      {whole.divergence && <DivergenceNote divergence={whole.divergence} />}
      {run.status === 'waiting' && <UnknownEffects run={run} effects={whole.effects} after={after} />}
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

function RunBar({ run, after }: { readonly run: RunView; readonly after: () => Promise<void> }) {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const runs = usePrototype(({ snapshot }) => snapshot.runs);
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
  const again = useAction(async () => {
    const next = await requestJson<RunView>(`/api${base}`, {
      method: 'POST',
      body: { mode: run.mode, inputs: run.inputs },
    });
    await after();
    router.push(`${base}/${next.id}`);
  });
  const active = run.status === 'running' || run.status === 'waiting';
  const resumable = run.mode !== 'replay' && (run.status === 'stopped' || run.status === 'failed');
  const other = runs.find((candidate) => candidate.id !== run.id && candidate.startedAt < run.startedAt);
  useCommands([
    {
      id: 'run.again',
      label: `${modeLook[run.mode].word} again`,
      group: 'Run',
      icon: RotateCcw,
      disabled: active,
      run: () => void again.run(),
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
  const error = stop.error ?? resume.error ?? again.error;
  return (
    <>
      <div className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-hairline bg-surface px-3 py-1">
        <Link href={base} className="inline-flex items-center gap-0.5 text-xs text-muted hover:text-fg">
          <ChevronLeft aria-hidden className="size-3.5" /> Runs
        </Link>
        <h2 className="text-sm font-semibold">{modeLook[run.mode].word}</h2>
        <RunStatusMark status={run.status} />
        <span className="figures text-xs text-muted">{effectsText(run)}</span>
        <span className="figures text-xs text-faint">
          version {run.workflowVersion} · <Time at={run.startedAt} />
        </span>
        <div className="ml-auto flex items-center gap-2">
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
          {!active && (
            <Button size="sm" icon={RotateCcw} busy={again.busy} onClick={() => void again.run()}>
              {modeLook[run.mode].word} again
            </Button>
          )}
        </div>
      </div>
      {error && <ErrorNote className="m-3 mb-0" title={error.message} advice={error.advice} />}
    </>
  );
}
