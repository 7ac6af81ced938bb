'use client';

import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { shortArguments } from '#components/trace/short-arguments.ts';
import { Card } from '#components/ui/card.tsx';
import { ErrorNote } from '#components/ui/error-note.tsx';
import { formatDuration } from '#components/ui/format.ts';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { Time } from '#components/ui/time.tsx';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import { CallDifference, PairRow, type SideNames, toolOf } from './compare-row.tsx';
import { type ComparedCall, compareRuns } from './compare-runs.ts';
import { DifferenceList } from './difference-list.tsx';
import { effectsText } from './effects-text.ts';
import { modeLook, RunStatusMark } from './run-look.tsx';
import { runModel } from './run-model.ts';
import { type RunDetail, useRunDetail } from './use-run-detail.ts';

/** Two runs side by side, what differs first at the top. */
export function CompareScreen({ left, right }: { readonly left: string; readonly right: string }) {
  const one = useRunDetail(left);
  const other = useRunDetail(right);
  const problem = one.problem ?? other.problem;
  if (problem) return <ErrorNote className="m-4" title="These runs cannot be compared." detail={problem} />;
  if (!one.detail || !other.detail) return <Skeleton className="m-6 h-40" />;
  return <Comparison left={one.detail} right={other.detail} />;
}

function Comparison({ left, right }: { readonly left: RunDetail; readonly right: RunDetail }) {
  const id = usePrototype(({ snapshot }) => snapshot.prototype.id);
  const { inputs, calls, first } = useMemo(() => {
    const side = ({ run, events }: RunDetail) => ({ model: runModel(events, run.startedAt), inputs: run.inputs });
    return compareRuns(side(left), side(right));
  }, [left, right]);
  const base = `/prototypes/${id}/runs`;
  const names = namesOf(left.run, right.run);
  const start = first === null ? undefined : calls[first];
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <div className="mx-auto flex max-w-6xl flex-col gap-4 px-4 py-5 sm:px-8">
        <Link href={base} className="inline-flex items-center gap-0.5 text-xs text-muted hover:text-fg">
          <ChevronLeft aria-hidden className="size-3.5" /> Runs
        </Link>
        <div className="grid gap-3 sm:grid-cols-2">
          <Side name={names.left} detail={left} base={base} />
          <Side name={names.right} detail={right} base={base} />
        </div>
        {inputs.length > 0 && (
          <Card title="Inputs differ">
            <DifferenceList {...names} differences={inputs} />
          </Card>
        )}
        <Card
          title={
            start
              ? `What differs first: ${toolOf(start)} at step ${start.step}${iteration(start)}`
              : 'Every call is the same'
          }
        >
          {start && <CallDifference call={start} names={names} />}
        </Card>
        <Card title="All calls" flush>
          <ul className="divide-y divide-hairline">
            {calls.map((call, index) => (
              <PairRow
                key={`${call.left?.id ?? ''}|${call.right?.id ?? ''}`}
                call={call}
                names={names}
                first={index === first}
              />
            ))}
          </ul>
        </Card>
      </div>
    </div>
  );
}

function namesOf(left: RunView, right: RunView): SideNames {
  if (left.mode !== right.mode) return { left: modeLook[left.mode].word, right: modeLook[right.mode].word };
  return left.startedAt <= right.startedAt ? { left: 'Earlier', right: 'Later' } : { left: 'Later', right: 'Earlier' };
}

interface SideProps {
  readonly name: string;
  readonly detail: RunDetail;
  readonly base: string;
}

function Side({ name, detail: { run }, base }: SideProps) {
  const took = run.endedAt ? Date.parse(run.endedAt) - Date.parse(run.startedAt) : null;
  return (
    <Card>
      <div className="flex items-center gap-3">
        <Link href={`${base}/${run.id}`} className="text-sm font-semibold hover:underline">
          {modeLook[run.mode].word}
        </Link>
        {name !== modeLook[run.mode].word && <span className="text-xs text-muted">{name}</span>}
        <RunStatusMark status={run.status} />
        <span className="figures ml-auto text-xs text-faint">
          <Time at={run.startedAt} />
          {took !== null && ` · ${formatDuration(took)}`}
        </span>
      </div>
      <p className="figures mt-1 text-xs text-muted">
        version {run.workflowVersion} · {effectsText(run)}
      </p>
      <p className="mt-1 truncate font-mono text-2xs text-faint">{shortArguments(run.inputs, 120) || 'no inputs'}</p>
    </Card>
  );
}

function iteration({ path }: ComparedCall): string {
  return path.length > 0 ? `, iteration ${path.map((index) => index + 1).join('.')}` : '';
}
