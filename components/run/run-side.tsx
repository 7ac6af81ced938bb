'use client';

import { Braces, ListChecks, ListTree, Scale } from 'lucide-react';
import { useState } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { JsonView } from '#components/ui/json-view.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import type { RunEvent } from '#core/execution/run-event.ts';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import { EffectDiff } from './effect-diff.tsx';
import { EventList } from './event-list.tsx';
import { JudgementList } from './judgement-list.tsx';
import type { RunModel } from './run-model.ts';
import { useStartRun } from './use-start-run.ts';

interface RunSideProps {
  readonly run: RunView;
  readonly model: RunModel;
  readonly events: readonly RunEvent[];
  readonly until: number | null;
  readonly onUntil: (until: number) => void;
}

type Panel = 'writes' | 'judgements' | 'output' | 'events';

/** What a run did, part by part: its writes, what it asked a model, what it gave back, and every event. */
export function RunSide({ run, model, events, until, onUntil }: RunSideProps) {
  const [panel, setPanel] = useState<Panel>('writes');
  const start = useStartRun();
  const over = run.status !== 'running' && run.status !== 'waiting';
  const { mode, inputs } = run;
  return (
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
          label: mode === 'plan' ? 'Plan' : 'Writes',
          icon: ListChecks,
          count: model.effects.length,
          content: (
            <EffectDiff
              mode={mode}
              status={run.status}
              effects={model.effects}
              calls={model.calls}
              repeat={{
                run: () => void start.run({ mode, inputs, repeatRecorded: true }),
                busy: start.busy,
                error: start.error,
              }}
            />
          ),
        },
        ...(model.judgements.length > 0
          ? [
              {
                id: 'judgements' as const,
                label: 'Model',
                icon: Scale,
                count: model.judgements.length,
                content: <JudgementList judgements={model.judgements} />,
              },
            ]
          : []),
        { id: 'output', label: 'Output', icon: Braces, content: <Output run={run} over={over} /> },
        {
          id: 'events',
          label: 'Events',
          icon: ListTree,
          count: events.length,
          content: <EventList events={events} until={until} onChoose={onUntil} />,
        },
      ]}
    />
  );
}

function Output({ run, over }: { readonly run: RunView; readonly over: boolean }) {
  if (run.output !== null) {
    return <JsonView label="Output of the run" root="output" value={run.output} viewClassName="max-h-[65dvh]" />;
  }
  if (!over) return <EmptyState title="No output yet">It is there when the run has ended.</EmptyState>;
  return <EmptyState title="No output">This run gave nothing back; what it did stands in its writes.</EmptyState>;
}
