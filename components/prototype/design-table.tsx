'use client';

import { type ReactNode, useState } from 'react';
import { TraceCanvas } from '#components/graph/trace-canvas.tsx';
import { Inspector } from '#components/trace/inspector.tsx';
import { WaterfallView } from '#components/trace/waterfall-view.tsx';
import { SplitPane } from '#components/ui/split-pane.tsx';
import { Tabs } from '#components/ui/tabs.tsx';
import { ApprovalsTray } from './approvals-tray.tsx';
import { EmptyGraph } from './empty-graph.tsx';
import { HandCallButton } from './hand-call-button.tsx';
import { usePrototype } from './prototype-provider.tsx';
import { QuestionsTray } from './questions-tray.tsx';
import { useIsNarrow } from './use-is-narrow.ts';

type NarrowPane = 'chat' | 'graph' | 'inspector' | 'timeline';

/**
 * The design table: chat, graph with its timeline, inspector. What is selected in one is selected in all. In a narrow
 * window the panes are tabs.
 */
export function DesignTable({ chat }: { readonly chat: ReactNode }) {
  const narrow = useIsNarrow();
  if (narrow) return <NarrowTable chat={chat} />;
  return (
    <div className="flex min-h-0 flex-1">
      <SplitPane
        id="design.chat"
        label="Width of the chat"
        initial={384}
        min={280}
        max={720}
        first={chat}
        second={
          <SplitPane
            id="design.inspector"
            label="Width of the inspector"
            sized="second"
            initial={360}
            min={260}
            max={760}
            className="h-full"
            first={
              <SplitPane
                id="design.timeline"
                label="Height of the timeline"
                direction="column"
                sized="second"
                initial={176}
                min={64}
                max={560}
                className="h-full"
                first={<GraphPane />}
                second={<WaterfallView />}
              />
            }
            second={<Inspector />}
          />
        }
      />
    </div>
  );
}

function NarrowTable({ chat }: { readonly chat: ReactNode }) {
  const [pane, setPane] = useState<NarrowPane>('chat');
  const calls = usePrototype((state, derived) => derived.calls(state).length);
  return (
    <Tabs
      label="Parts of the design table"
      value={pane}
      onChange={setPane}
      className="flex-1"
      listClassName="px-4 bg-surface"
      items={[
        { id: 'chat', label: 'Chat', content: chat },
        { id: 'graph', label: 'Graph', count: calls, content: <GraphPane /> },
        { id: 'inspector', label: 'Inspector', content: <Inspector /> },
        { id: 'timeline', label: 'Timeline', content: <WaterfallView /> },
      ]}
    />
  );
}

function GraphPane() {
  const empty = usePrototype((state, derived) => derived.graph(state).nodes.length === 0);
  return (
    <div className="relative h-full">
      {empty ? (
        <EmptyGraph />
      ) : (
        <>
          <TraceCanvas />
          <div className="absolute top-2 right-2 z-10">
            <HandCallButton size="sm" />
          </div>
        </>
      )}
      <ApprovalsTray />
      <QuestionsTray />
    </div>
  );
}
