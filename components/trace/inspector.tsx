'use client';

import { MousePointerClick } from 'lucide-react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { CallInspector } from './call-inspector.tsx';
import { EdgeInspector } from './edge-inspector.tsx';
import { firstOrigin } from './steps-of-call.ts';
import { TurnInspector } from './turn-inspector.tsx';

/** Everything about what is selected in the recording. */
export function Inspector() {
  const selection = usePrototype((state) => state.selection);
  const calls = usePrototype((state, derived) => derived.calls(state));
  const flow = usePrototype((state, derived) => derived.flow(state));
  const workflow = usePrototype((state) => state.snapshot.workflow);
  switch (selection?.kind) {
    case 'call':
    case 'value': {
      const call = calls.find(({ id }) => id === selection.call);
      return call ? <CallInspector key={call.id} call={call} /> : <Nothing />;
    }
    case 'edge': {
      const edge = flow.find(({ id }) => id === selection.edge);
      return edge ? <EdgeInspector edge={edge} /> : <Nothing />;
    }
    case 'turn':
      return <TurnInspector turn={selection.turn} />;
    case 'step':
    case 'place': {
      const id = selection.kind === 'step' ? selection.step : selection.place.step;
      const origin = workflow ? calls.find((call) => call.id === firstOrigin(workflow.workflow, id)) : undefined;
      return origin ? <CallInspector key={origin.id} call={origin} /> : <Nothing />;
    }
    default:
      return <Nothing />;
  }
}

function Nothing() {
  return (
    <EmptyState icon={MousePointerClick} title="Nothing selected" className="h-full bg-surface">
      Choose a call in the graph, the chat or the timeline to see its arguments, its result and where each value came
      from.
    </EmptyState>
  );
}
