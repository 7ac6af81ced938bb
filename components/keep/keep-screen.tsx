'use client';

import { Eye, HeartPulse, Play, RefreshCcwDot } from 'lucide-react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { RunAs } from '#components/run/run-as.tsx';
import { useCommands } from '#components/shell/use-commands.ts';
import { Button } from '#components/ui/button.tsx';
import { Card } from '#components/ui/card.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { KeepConditions } from './keep-conditions.tsx';
import { KeepRules } from './keep-rules.tsx';
import { KeepStanding } from './keep-standing.tsx';
import { KeptItems } from './kept-items.tsx';
import { useKeep } from './use-keep.ts';

/** A workflow kept as it should be: what is wanted beside what is there, what the next pass does, and by which rules. */
export function KeepScreen() {
  const workflow = usePrototype(({ snapshot }) => snapshot.workflow);
  const { view, problem, report, pass, change, stand } = useKeep();
  const keep = workflow?.workflow.keep;
  const ready = keep !== undefined && !pass.busy;
  useCommands([
    {
      id: 'keep.look',
      label: 'Look what differs from what is wanted',
      group: 'Run',
      icon: Eye,
      disabled: !ready,
      run: () => void pass.run('plan'),
    },
    {
      id: 'keep.heal',
      label: 'Heal what differs',
      group: 'Run',
      icon: HeartPulse,
      disabled: !ready,
      run: () => void pass.run('apply'),
    },
  ]);
  if (!workflow) {
    return (
      <section aria-label="Keeping" className="flex min-h-0 flex-1 items-center justify-center">
        <EmptyState icon={Play} title="Nothing to keep yet">
          Make the workflow of this recording first; then what it makes can be kept.
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
        <section aria-label="Keeping" className="min-w-0 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          <Card
            flush
            title="Wanted and actual"
            description={
              <span className="max-sm:hidden">
                Each pass compares what the workflow wants with what is there, and heals what differs and nothing else.
              </span>
            }
            actions={
              keep && (
                <>
                  <Button size="sm" icon={Eye} busy={pass.busy} onClick={() => void pass.run('plan')}>
                    Look now
                  </Button>
                  <Button size="sm" icon={HeartPulse} disabled={pass.busy} onClick={() => void pass.run('apply')}>
                    Heal now
                  </Button>
                </>
              )
            }
          >
            {view && keep && <KeepConditions view={view} report={report} />}
            {problem && <ErrorNote className="m-4" title={problem} />}
            {pass.error && <ErrorNote className="m-4" title={pass.error.message} advice={pass.error.advice} />}
            {report?.error && (
              <ErrorNote className="m-4" title="The last pass did not come to its end" detail={report.error} />
            )}
            {!keep && (
              <EmptyState icon={RefreshCcwDot} title="Nothing is kept yet">
                Choose what is kept. Nothing is looked at and nothing is changed before that.
              </EmptyState>
            )}
            {keep && report && report.items.length > 0 && <KeptItems report={report} />}
            {keep && (!report || report.items.length === 0) && (
              <EmptyState icon={Eye} title={report ? 'Nothing is wanted at the moment' : 'Nobody has looked yet'}>
                {report ? 'The workflow wants no items with these inputs.' : 'A look compares and changes nothing.'}
              </EmptyState>
            )}
          </Card>
        </section>
        <aside className="flex min-w-0 flex-col gap-3 lg:col-start-2">
          {!view && !problem && <Skeleton className="h-40" />}
          {view && (
            <>
              {keep && (
                <KeepStanding
                  keep={keep}
                  position={view.switch}
                  busy={stand.busy || change.busy}
                  error={stand.error}
                  onSwitch={(position) => void stand.run(position)}
                  onChange={(next) => void change.run(next)}
                />
              )}
              <KeepRules
                proposals={view.proposals}
                keep={keep}
                busy={change.busy}
                onChange={(next) => void change.run(next)}
              />
              {change.error && <ErrorNote title={change.error.message} advice={change.error.advice} />}
            </>
          )}
        </aside>
      </div>
    </div>
  );
}
