'use client';

import Link from 'next/link';
import { usePrototype } from '#components/prototype/prototype-provider.tsx';
import { shortArguments } from '#components/trace/short-arguments.ts';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { classNames } from '#components/ui/class-names.ts';
import { formatDuration } from '#components/ui/format.ts';
import { Time } from '#components/ui/time.tsx';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import { effectsText } from './effects-text.ts';
import { modeLook, RunStatusMark, standingOf } from './run-look.tsx';

interface RunRowProps {
  readonly run: RunView;
  readonly base: string;
  readonly chosen?: boolean;
  /** Absent where there is nothing to compare with. */
  readonly onChoose?: ((on: boolean) => void) | undefined;
  /** In a card of such runs: what woke it goes without saying. */
  readonly bare?: boolean;
}

/** One run in a list: what it was, how it stands, what it did and with which inputs. */
export function RunRow({ run, base, chosen = false, onChoose, bare = false }: RunRowProps) {
  const approvals = usePrototype(({ snapshot }) => snapshot.approvals);
  const status = standingOf(run, approvals);
  const took = run.endedAt ? Date.parse(run.endedAt) - Date.parse(run.startedAt) : null;
  // Counts are kept at the end; until then there is nothing to say of them.
  const effects = status === 'running' || status === 'waiting' ? '' : effectsText(run);
  return (
    <li
      className={classNames(
        'flex items-center gap-3 hover:bg-raised/60',
        bare ? 'px-4' : 'px-3',
        chosen && 'bg-accent-soft',
      )}
    >
      {onChoose && (
        <Checkbox
          hideLabel
          label={`Compare ${modeLook[run.mode].word} of ${run.startedAt}`}
          checked={chosen}
          onChange={onChoose}
        />
      )}
      <Link href={`${base}/${run.id}`} className="group flex min-w-0 flex-1 flex-col gap-0.5 py-2.5">
        <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
          <span className="w-14 shrink-0 text-sm font-medium group-hover:underline">
            {run.pass ? 'Pass' : modeLook[run.mode].word}
          </span>
          <RunStatusMark status={status} />
          <span className="figures min-w-0 truncate text-xs text-muted">{effects}</span>
          <span className="figures ml-auto shrink-0 text-xs text-faint">
            {run.wokenBy && !bare && 'called · '}
            <Time at={run.startedAt} />
            {took !== null && ` · ${formatDuration(took)}`}
          </span>
        </span>
        <span className="flex min-w-0 items-baseline gap-x-3 text-2xs text-faint">
          <span className="figures w-14 shrink-0">version {run.workflowVersion}</span>
          <span className="min-w-0 truncate font-mono">
            {run.error ?? (Object.keys(run.inputs).length > 0 ? shortArguments(run.inputs, 120) : 'no inputs')}
          </span>
        </span>
      </Link>
    </li>
  );
}
