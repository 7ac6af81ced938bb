'use client';

import { useState } from 'react';
import { shortArguments } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import { JsonView } from '#components/ui/json-view.tsx';
import type { ComparedCall } from './compare-runs.ts';
import { DifferenceList } from './difference-list.tsx';

/** What the two are called in tables: by mode, or by age where both are of one. */
export interface SideNames {
  readonly left: string;
  readonly right: string;
}

export function toolOf({ left, right }: ComparedCall): string {
  return (left ?? right)?.tool ?? '';
}

/** `planned | ` where a side was not sent and the other may have been. */
function unsentNote({ left, right }: ComparedCall): string {
  const notes = [...new Set([left?.unsent, right?.unsent])].filter((note) => note !== undefined);
  return notes.length === 0 ? '' : `${notes.join(' and ')} · `;
}

interface CallDifferenceProps {
  readonly call: ComparedCall;
  readonly names: SideNames;
}

/** What differs between the two, place by place; or all of it where only one run has it. */
export function CallDifference({ call, names }: CallDifferenceProps) {
  const only = call.left && call.right ? null : (call.left ?? call.right);
  if (only) {
    const whose = call.left ? names.left : names.right;
    return (
      <div className="flex flex-col gap-1.5 text-sm text-muted">
        <p>
          Only “{whose}” has this call{only.unsent && `, ${only.unsent}`}:
        </p>
        <JsonView
          bare
          label={`Arguments of ${only.tool}`}
          value={only.args}
          className="-mx-2"
          viewClassName="max-h-64"
        />
      </div>
    );
  }
  return (
    <DifferenceList
      {...names}
      differences={call.differences.map(({ where, difference }) => ({
        ...difference,
        path: [where, ...difference.path],
      }))}
    />
  );
}

interface PairRowProps {
  readonly call: ComparedCall;
  readonly names: SideNames;
  readonly first: boolean;
}

/** One place of the program in both runs; what differs opens below it. */
export function PairRow({ call, names, first }: PairRowProps) {
  const [open, setOpen] = useState(false);
  const args = (call.left ?? call.right)?.args ?? {};
  return (
    <li className={classNames('text-xs', first && 'bg-accent-soft')}>
      <button
        type="button"
        aria-expanded={open}
        disabled={!call.differs}
        onClick={() => setOpen(!open)}
        className="flex w-full items-baseline gap-3 px-4 py-1.5 text-left enabled:hover:bg-raised"
      >
        <span className={classNames('w-4 shrink-0 font-mono', call.differs ? 'text-warn' : 'text-faint')}>
          {call.left && call.right ? (call.differs ? '≠' : '=') : call.left ? '−' : '+'}
        </span>
        <span className="w-32 shrink-0 truncate font-medium sm:w-40">{toolOf(call)}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-2xs text-muted">{shortArguments(args, 120)}</span>
        <span className="hidden shrink-0 text-2xs text-faint sm:inline">
          {unsentNote(call)}
          {call.step}
          {call.path.length > 0 && ` [${call.path.map((index) => index + 1).join('.')}]`}
        </span>
      </button>
      {open && (
        <div className="px-4 pb-3">
          <CallDifference call={call} names={names} />
        </div>
      )}
    </li>
  );
}
