'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { CallResult } from '#components/trace/call-result.tsx';
import { shortArguments } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { JsonView } from '#components/ui/json-view.tsx';
import type { RunMode } from '#core/execution/run-event.ts';
import { type Change, changeLook, changeOf } from './effect-change.ts';
import { RecordedNote, type Repeat } from './recorded-note.tsx';
import type { RunCall, RunEffect } from './run-model.ts';

interface EffectDiffProps {
  readonly mode: RunMode;
  readonly effects: readonly RunEffect[];
  /** Where the answers to the writes are. */
  readonly calls: readonly RunCall[];
  readonly over: boolean;
  /** Makes writes that recording has made. */
  readonly repeat: Repeat;
}

/** What a run does to the world, read like a diff: + create, ~ change, − delete, with the exact arguments. */
export function EffectDiff({ mode, effects, calls, over, repeat }: EffectDiffProps) {
  if (effects.length === 0) {
    return (
      <EmptyState title={over ? 'No writes' : 'No writes yet'}>
        {mode === 'plan' && over ? 'Applying it now would change nothing.' : 'What the run changes is listed here.'}
      </EmptyState>
    );
  }
  const fresh = effects.filter(({ how }) => how !== 'found' && how !== 'recorded');
  const recorded = effects.filter(({ how }) => how === 'recorded').length;
  const there = effects.length - fresh.length - recorded;
  const counts = (['create', 'change', 'delete'] as const).map((change) => ({
    change,
    count: fresh.filter((effect) => changeOf(effect) === change).length,
  }));
  return (
    <div className="flex flex-col">
      <p
        className="figures flex flex-wrap gap-x-3 gap-y-1 border-b border-hairline px-4 py-2.5 text-sm"
        data-testid="effect-counts"
      >
        {counts.map(({ change, count }) => (
          <span key={change} className={count === 0 ? 'text-faint' : changeLook[change].colour}>
            {changeLook[change].sign} {count} to {changeLook[change].word}
          </span>
        ))}
        {there > 0 && <span className="text-muted">= {there} already there</span>}
        {recorded > 0 && <span className="text-muted">= {recorded} done while recording</span>}
      </p>
      {recorded > 0 && mode !== 'replay' && <RecordedNote count={recorded} mode={mode} over={over} repeat={repeat} />}
      <ul className="divide-y divide-hairline">
        {effects.map((effect) => (
          <EffectRow key={effect.key} effect={effect} answer={answerTo(effect, calls)} />
        ))}
      </ul>
    </div>
  );
}

const noLinks: readonly never[] = [];

const stateWords: Record<RunEffect['state'], string> = {
  planned: '',
  awaiting: 'waits for you',
  claimed: 'about to be sent',
  sent: 'sent',
  confirmed: 'done',
  failed: 'failed',
  unknown: 'answer lost',
};

/** The last answered call at the effect's place of the program. */
function answerTo({ step, path, tool }: RunEffect, calls: readonly RunCall[]): RunCall | undefined {
  const place = JSON.stringify([step, path, tool]);
  return calls.findLast((call) => call.outcome && JSON.stringify([call.step, call.path, call.tool]) === place);
}

interface EffectRowProps {
  readonly effect: RunEffect;
  readonly answer: RunCall | undefined;
}

function EffectRow({ effect, answer }: EffectRowProps) {
  const [open, setOpen] = useState(false);
  const found = effect.how === 'found' || effect.how === 'recorded';
  const change: Change = changeOf(effect);
  const look = found ? { sign: '=', colour: 'text-faint' } : changeLook[change];
  const bad = effect.state === 'failed' || effect.state === 'unknown';
  return (
    <li data-effect={effect.state}>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-baseline gap-2 px-4 py-2 text-left text-xs hover:bg-raised"
      >
        <span className={classNames('w-3 shrink-0 font-mono font-medium', look.colour)}>{look.sign}</span>
        <span className={classNames('shrink-0 font-medium', found && 'text-muted')}>{effect.tool}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-2xs text-muted">
          {shortArguments(effect.args, 160)}
        </span>
        <span
          className={classNames(
            'shrink-0 text-2xs',
            bad ? 'text-bad' : effect.state === 'awaiting' ? 'text-warn' : 'text-faint',
          )}
        >
          {effect.how === 'recorded' ? 'done while recording' : found ? 'already there' : stateWords[effect.state]}
        </span>
        <ChevronRight
          aria-hidden
          className={classNames('size-3 shrink-0 self-center text-faint transition-transform', open && 'rotate-90')}
        />
      </button>
      {open && (
        <div className="border-t border-hairline bg-sunken pb-2">
          <p className="px-4 pt-2 text-2xs text-faint">
            {effect.server} · step {effect.step}
            {effect.path.length > 0 && ` · iteration ${effect.path.map((index) => index + 1).join('.')}`}
          </p>
          {effect.error && <p className="px-4 pt-1 text-xs text-bad">{effect.error}</p>}
          <JsonView
            bare
            label={`Arguments of ${effect.tool}`}
            value={effect.args}
            className="px-2"
            viewClassName="max-h-80"
          />
          {answer && (
            <>
              <h3 className="px-4 pt-2 text-2xs font-medium text-faint">Answer</h3>
              <CallResult call={answer} links={noLinks} />
            </>
          )}
        </div>
      )}
    </li>
  );
}
