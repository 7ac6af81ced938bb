'use client';

import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { CallResult } from '#components/trace/call-result.tsx';
import { shortArguments } from '#components/trace/short-arguments.ts';
import { classNames } from '#components/ui/class-names.ts';
import { JsonView } from '#components/ui/json-view.tsx';
import type { JsonObject } from '#core/json/json.ts';
import { changeLook, changeOf } from './effect-change.ts';
import type { RunCall, RunEffect } from './run-model.ts';

interface EffectRowProps {
  readonly effect: RunEffect;
  /** The arguments in the order in which they are shown while the row is closed. */
  readonly shown: JsonObject;
  readonly answer: RunCall | undefined;
}

const noLinks: readonly never[] = [];

/** One write of a run; opened, its exact arguments and what came back. */
export function EffectRow({ effect, shown, answer }: EffectRowProps) {
  const [open, setOpen] = useState(false);
  const known = effect.how === 'found' || effect.how === 'recorded';
  const look = known ? { sign: '=', colour: 'text-faint' } : changeLook[changeOf(effect)];
  return (
    <li data-effect={effect.state}>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-baseline gap-2 px-4 py-2 text-left text-xs hover:bg-raised"
      >
        <span className={classNames('w-3 shrink-0 font-mono font-medium', look.colour)}>{look.sign}</span>
        <span className={classNames('shrink-0 font-medium', known && 'text-muted')}>{effect.tool}</span>
        <span className="min-w-0 flex-1 truncate font-mono text-2xs text-muted">{shortArguments(shown, 160)}</span>
        <span className={classNames('shrink-0 text-2xs', toneOf(effect))}>{wordOf(effect)}</span>
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

const stateWords: Record<RunEffect['state'], string> = {
  planned: '',
  awaiting: 'waits for you',
  claimed: 'about to be sent',
  sent: 'sent',
  confirmed: 'done',
  failed: 'failed',
  unknown: 'answer lost',
};

function wordOf({ how, state }: RunEffect): string {
  if (how === 'recorded') return 'done while recording';
  return how === 'found' ? 'already there' : stateWords[state];
}

function toneOf({ state }: RunEffect): string {
  if (state === 'failed' || state === 'unknown') return 'text-bad';
  return state === 'awaiting' ? 'text-warn' : 'text-faint';
}
