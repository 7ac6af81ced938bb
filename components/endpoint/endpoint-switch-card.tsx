'use client';

import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import type { ActionError } from '#components/prototype/use-action.ts';
import { Card } from '#components/ui/card.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import type { EndpointSwitch, EndpointView } from '#core/live/endpoint-view.ts';
import { callsOf } from '#core/workflow/walk.ts';
import type { Workflow } from '#core/workflow/workflow.ts';

interface EndpointSwitchCardProps {
  readonly workflow: Workflow;
  readonly view: EndpointView;
  readonly busy: boolean;
  readonly error: ActionError | null;
  readonly onSwitch: (position: EndpointSwitch) => void;
}

const MEANINGS: Readonly<Record<EndpointSwitch, string>> = {
  off: 'Nobody can call this workflow.',
  plan: 'Whoever has the token can call it. A call reads live and tells what it would change. It changes nothing.',
  apply: 'Whoever has the token can call it, and a call makes the changes, each of them once.',
};

/** Whether others may call the workflow, what a call then does, and what else has to be known before. */
export function EndpointSwitchCard({ workflow, view, busy, error, onSwitch }: EndpointSwitchCardProps) {
  const { switch: position, refused } = view;
  return (
    <Card title="Endpoint" description={MEANINGS[position]}>
      <div className="flex flex-col gap-3">
        <Segmented
          label="Endpoint"
          size="md"
          className="self-start"
          value={position}
          onChange={onSwitch}
          segments={[
            { value: 'off', label: 'Off', disabled: busy },
            { value: 'plan', label: 'Plan', disabled: busy || refused !== null },
            { value: 'apply', label: 'Apply', disabled: busy || refused !== null },
          ]}
        />
        {refused && <ErrorNote tone="warn" title={refused.message} advice={refused.advice} />}
        {error && <ErrorNote title={error.message} advice={error.advice} />}
        <ul className="flex flex-col gap-1.5 text-xs text-pretty text-muted">
          <Asking workflow={workflow} />
          <li>The token is that of this prototype’s gateway. It opens the tools of its servers, too.</li>
          <li>Equal inputs at the same moment are one run. Other inputs run beside it.</li>
          <li>A call uses the newest version of the workflow.</li>
        </ul>
      </div>
    </Card>
  );
}

/** Which of the workflow's writes wait for the user when somebody else makes them. */
function Asking({ workflow }: { readonly workflow: Workflow }) {
  const allowed = usePrototype(({ snapshot }) => snapshot.prototype.allowed);
  const writes = callsOf(workflow.body).filter(({ effect }) => effect !== 'read');
  const silent = new Set(
    writes.flatMap(({ body }) =>
      allowed.some(({ server, tool }) => server === body.server && tool === body.tool) ? [body.tool] : [],
    ),
  );
  if (writes.length === 0) return <li>The workflow only reads, so a plan and an apply do the same.</li>;
  if (silent.size === 0) return <li>With Apply, each write asks you first, and the caller is told that it waits.</li>;
  return (
    <li className="text-warn">
      With Apply, <span className="font-mono">{[...silent].join(', ')}</span> runs without asking: you allowed it here.
    </li>
  );
}
