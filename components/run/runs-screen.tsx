'use client';

import { GitCompareArrows, Play } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { Button } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import { RunAs } from './run-as.tsx';
import { RunRow } from './run-row.tsx';
import { StartRun } from './start-run.tsx';

/** Every run of the prototype, newest first, and the way to start another or to set two side by side. */
export function RunsScreen() {
  const runs = usePrototype(({ snapshot }) => snapshot.runs);
  const workflow = usePrototype(({ snapshot }) => snapshot.workflow);
  if (!workflow) {
    return (
      <section aria-label="Runs" className="flex min-h-0 flex-1 items-center justify-center">
        <EmptyState icon={Play} title="Nothing to run yet">
          Make the workflow of this recording first; then it can be replayed offline, planned, and applied.
        </EmptyState>
      </section>
    );
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto grid max-w-6xl gap-6 px-4 py-6 lg:grid-cols-[1fr_22rem] sm:px-8">
        <section aria-label="Runs" className="order-2 min-w-0 lg:order-1">
          <RunList runs={runs} />
        </section>
        <aside className="order-1 flex min-w-0 flex-col gap-3 lg:order-2">
          <RunAs />
          <StartRun key={workflow.version} workflow={workflow} />
        </aside>
      </div>
    </div>
  );
}

function RunList({ runs }: { readonly runs: readonly RunView[] }) {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const router = useRouter();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const choose = (run: string, on: boolean) =>
    setChosen((before) => (on ? [...before.slice(-1), run] : before.filter((other) => other !== run)));
  const [left, right] = runs.filter((run) => chosen.includes(run.id)).toReversed();
  return (
    <>
      <div className="mb-2 flex h-8 items-center gap-2">
        <h2 className="text-sm font-semibold">Runs</h2>
        {runs.length > 1 && (
          <Button
            size="sm"
            icon={GitCompareArrows}
            className="ml-auto"
            disabled={!left || !right}
            title="Choose two runs to set them side by side"
            onClick={() => left && right && router.push(`/prototypes/${id}/runs/${left.id}?with=${right.id}`)}
          >
            Compare{chosen.length > 0 && ` ${chosen.length} of 2`}
          </Button>
        )}
      </div>
      {runs.length === 0 ? (
        <EmptyState icon={Play} title="No runs yet" className="rounded-lg border border-dashed border-hairline">
          A replay is the safest start: it runs offline, against the recording.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-hairline overflow-hidden rounded-lg border border-hairline bg-surface">
          {runs.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              base={`/prototypes/${id}/runs`}
              chosen={chosen.includes(run.id)}
              onChoose={runs.length > 1 ? (on) => choose(run.id, on) : undefined}
            />
          ))}
        </ul>
      )}
    </>
  );
}
