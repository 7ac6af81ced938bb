'use client';

import { useMemo } from 'react';
import { EmptyState } from '#components/ui/empty-state.tsx';
import type { RunMode, RunStatus } from '#core/execution/run-event.ts';
import { changeLook } from './effect-change.ts';
import { type EffectCounts, effectCounts, tellingArguments } from './effect-counts.ts';
import { EffectRow } from './effect-row.tsx';
import { RecordedNote, type Repeat } from './recorded-note.tsx';
import type { RunCall, RunEffect } from './run-model.ts';

interface EffectDiffProps {
  readonly mode: RunMode;
  readonly status: RunStatus;
  readonly effects: readonly RunEffect[];
  /** Where the answers to the writes are. */
  readonly calls: readonly RunCall[];
  /** Makes writes that recording has made. */
  readonly repeat: Repeat;
}

/** What a run does to the world, read like a diff: + create, ~ change, − delete, with the exact arguments. */
export function EffectDiff({ mode, status, effects, calls, repeat }: EffectDiffProps) {
  const over = status !== 'running' && status !== 'waiting';
  const counts = useMemo(() => effectCounts(effects), [effects]);
  const telling = useMemo(() => tellingArguments(effects), [effects]);
  if (effects.length === 0) return <NoEffects mode={mode} status={status} />;
  return (
    <div className="flex flex-col">
      <Counts counts={counts} done={mode === 'apply'} />
      {mode === 'replay' && (
        <p className="border-b border-hairline px-4 py-2 text-xs text-muted">
          Nothing was changed: every answer came from the recording.
        </p>
      )}
      {counts.recorded > 0 && mode !== 'replay' && (
        <RecordedNote count={counts.recorded} mode={mode} over={over} repeat={repeat} />
      )}
      <ul className="divide-y divide-hairline">
        {effects.map((effect) => (
          <EffectRow key={effect.key} effect={effect} shown={telling(effect)} answer={answerTo(effect, calls)} />
        ))}
      </ul>
    </div>
  );
}

function Counts({ counts, done }: { readonly counts: EffectCounts; readonly done: boolean }) {
  return (
    <p
      className="figures flex flex-wrap gap-x-3 gap-y-1 border-b border-hairline px-4 py-2.5 text-sm"
      data-testid="effect-counts"
    >
      {(['create', 'change', 'delete'] as const).map((change) => {
        const count = counts.changes[change];
        const { sign, word, past, colour } = changeLook[change];
        return (
          <span key={change} className={count === 0 ? 'text-faint' : colour}>
            {sign} {count} {done ? past : `to ${word}`}
          </span>
        );
      })}
      {counts.failed > 0 && <span className="text-bad">{counts.failed} failed</span>}
      {counts.unknown > 0 && <span className="text-bad">{counts.unknown} with a lost answer</span>}
      {counts.there > 0 && <span className="text-muted">= {counts.there} already there</span>}
      {counts.recorded > 0 && <span className="text-muted">= {counts.recorded} done while recording</span>}
    </p>
  );
}

function NoEffects({ mode, status }: Pick<EffectDiffProps, 'mode' | 'status'>) {
  switch (status) {
    case 'running':
    case 'waiting':
      return <EmptyState title="No writes yet">What the run changes is listed here.</EmptyState>;
    case 'succeeded':
      return (
        <EmptyState title="No writes">
          {mode === 'plan' ? 'Applying it now would change nothing.' : 'This run changed nothing.'}
        </EmptyState>
      );
    default:
      return (
        <EmptyState title="No writes">
          {mode === 'plan'
            ? 'The plan ended before it came to a write, so it says nothing about what applying would change.'
            : 'The run ended before it came to a write. Nothing was changed.'}
        </EmptyState>
      );
  }
}

/** The last answered call at the effect's place of the program. */
function answerTo({ step, path, tool }: RunEffect, calls: readonly RunCall[]): RunCall | undefined {
  const place = JSON.stringify([step, path, tool]);
  return calls.findLast((call) => call.outcome && JSON.stringify([call.step, call.path, call.tool]) === place);
}
