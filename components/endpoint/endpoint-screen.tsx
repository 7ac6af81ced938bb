'use client';

import { PhoneIncoming, Play, Plug } from 'lucide-react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { RunAs } from '#components/run/run-as.tsx';
import { RunRow } from '#components/run/run-row.tsx';
import { useCommands } from '#components/shell/use-commands.ts';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { plural } from '#components/ui/format.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import type { EndpointView } from '#core/live/endpoint-view.ts';
import type { WorkflowView } from '#core/live/prototype-snapshot.ts';
import { EndpointDoors } from './endpoint-doors.tsx';
import { EndpointInputs } from './endpoint-inputs.tsx';
import { EndpointSwitchCard } from './endpoint-switch-card.tsx';
import { useEndpoint } from './use-endpoint.ts';

/** A workflow that others call: whether they may, where and with what, and who did. */
export function EndpointScreen() {
  const workflow = usePrototype(({ snapshot }) => snapshot.workflow);
  const { view, problem, change } = useEndpoint();
  const ready = view !== null && !change.busy;
  useCommands([
    {
      id: 'endpoint.plan',
      label: 'Let others call this workflow as a plan',
      group: 'Run',
      icon: Plug,
      disabled: !ready || view.refused !== null || view.switch === 'plan',
      run: () => void change.run('plan'),
    },
    {
      id: 'endpoint.off',
      label: 'Let nobody call this workflow',
      group: 'Run',
      icon: Plug,
      disabled: !ready || view.switch === 'off',
      run: () => void change.run('off'),
    },
  ]);
  if (!workflow) {
    return (
      <section aria-label="Endpoint" className="flex min-h-0 flex-1 items-center justify-center">
        <EmptyState icon={Play} title="Nothing to call yet">
          Make the workflow of this recording first; then others can call it.
        </EmptyState>
      </section>
    );
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-3 px-4 py-6 lg:grid-cols-[1fr_22rem] lg:grid-rows-[auto_1fr] sm:px-8">
        <div className="min-w-0 lg:col-start-2">
          <RunAs />
        </div>
        <aside className="flex min-w-0 flex-col gap-3 lg:col-start-2">
          {problem && <ErrorNote title={problem} />}
          {!view && !problem && <Skeleton className="h-40" />}
          {view && (
            <EndpointSwitchCard
              workflow={workflow.workflow}
              view={view}
              busy={change.busy}
              error={change.error}
              onSwitch={(position) => void change.run(position)}
            />
          )}
        </aside>
        <section
          aria-label="Endpoint"
          className="flex min-w-0 flex-col gap-3 lg:col-start-1 lg:row-span-2 lg:row-start-1"
        >
          <Doors view={view} workflow={workflow} />
          <Calls />
        </section>
      </div>
    </div>
  );
}

const REQUIRED = 'A caller gives what has no default, and what differs from the others.';
const DEFAULTS = 'A caller gives what differs from these defaults.';

function Doors({ view, workflow }: { readonly view: EndpointView | null; readonly workflow: WorkflowView }) {
  const { inputs } = workflow.workflow;
  const required = inputs.some((input) => input.default === undefined);
  return (
    <>
      <Card flush title="How it is called">
        {!view && <Skeleton className="m-4 h-24" />}
        {view && view.switch !== 'off' && <EndpointDoors view={view} />}
        {view?.switch === 'off' && (
          <EmptyState icon={Plug} title="Nothing is opened">
            Choose Plan, and others call it over HTTP or as the MCP tool{' '}
            <span className="font-mono text-xs">{view.tool}</span>. A plan changes nothing.
          </EmptyState>
        )}
      </Card>
      <Card flush title="Inputs" description={inputs.length === 0 ? undefined : required ? REQUIRED : DEFAULTS}>
        <EndpointInputs inputs={inputs} />
      </Card>
    </>
  );
}

/** Runs that somebody called, newest first. */
function Calls() {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const runs = usePrototype(({ snapshot }) => snapshot.runs);
  const isOff = usePrototype(({ snapshot }) => snapshot.prototype.endpoint === 'off');
  const calls = runs.filter(({ wokenBy }) => wokenBy === 'endpoint');
  if (isOff && calls.length === 0) return null;
  return (
    <Card flush title="Last calls" description={calls.length > 0 ? plural(calls.length, 'call') : undefined}>
      {calls.length === 0 ? (
        <EmptyState icon={PhoneIncoming} title="Nobody has called it yet">
          Each call is a run, and shows up here while it goes on.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-hairline">
          {calls.slice(0, SHOWN).map((run) => (
            <RunRow key={run.id} run={run} base={`/prototypes/${id}/runs`} bare />
          ))}
        </ul>
      )}
    </Card>
  );
}

/** Older ones are among all runs. */
const SHOWN = 20;
