'use client';

import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { CallInspector } from './call-inspector.tsx';
import { EdgeInspector } from './edge-inspector.tsx';
import { RecordingOverview } from './recording-overview.tsx';
import { firstOrigin } from './steps-of-call.ts';
import { TurnInspector } from './turn-inspector.tsx';

/** Everything about what is selected in the recording; what there is to say about all of it while nothing is. */
export function Inspector() {
  const selection = usePrototype((state) => state.selection);
  const calls = usePrototype((state, derived) => derived.calls(state));
  const flow = usePrototype((state, derived) => derived.flow(state));
  const workflow = usePrototype((state) => state.snapshot.workflow);
  switch (selection?.kind) {
    case 'call':
    case 'value': {
      const call = calls.find(({ id }) => id === selection.call);
      return call ? <CallInspector key={call.id} call={call} /> : <RecordingOverview />;
    }
    case 'edge': {
      const edge = flow.find(({ id }) => id === selection.edge);
      return edge ? <EdgeInspector edge={edge} /> : <RecordingOverview />;
    }
    case 'turn':
      return <TurnInspector turn={selection.turn} />;
    case 'step':
    case 'place': {
      const id = selection.kind === 'step' ? selection.step : selection.place.step;
      const origin = workflow ? calls.find((call) => call.id === firstOrigin(workflow.workflow, id)) : undefined;
      return origin ? <CallInspector key={origin.id} call={origin} /> : <RecordingOverview />;
    }
    default:
      return <RecordingOverview />;
  }
}
