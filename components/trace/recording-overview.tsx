'use client';

import { ArrowRight, MousePointerClick } from 'lucide-react';
import type { ReactNode } from 'react';
import { usePrototype, usePrototypeActions } from '#components/prototype/prototype-provider.tsx';
import { EffectBadge } from '#components/ui/effect-badge.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { formatDuration, plural } from '#components/ui/format.ts';
import { Kbd } from '#components/ui/kbd.tsx';
import type { EffectClass } from '#core/tool/effect-class.ts';
import { OriginDot } from './origin-dot.tsx';
import type { RecordingOverview as Overview, WayOverview } from './overview.ts';
import { stepAdvice } from './step-advice.ts';

const WAYS = 8;

/** What was recorded, while nothing in it is chosen: servers, reads and writes, where values came from, what is next. */
export function RecordingOverview() {
  const calls = usePrototype((state, derived) => derived.calls(state));
  const overview = usePrototype((state, derived) => derived.overview(state));
  const { select } = usePrototypeActions();
  if (calls.length === 0) {
    return (
      <EmptyState icon={MousePointerClick} title="Nothing recorded yet" className="h-full bg-surface">
        Once there are calls, this is where each one shows its arguments, its result and where every value came from.
      </EmptyState>
    );
  }
  const [failed] = overview.failed;
  const first = Date.parse(calls[0]?.startedAt ?? '');
  // What was not done only waited.
  const took = calls.reduce((sum, { state, durationMs = 0 }) => sum + (state === 'failed' ? 0 : durationMs), 0);
  return (
    <section
      aria-label="The recording"
      className="flex h-full flex-col gap-6 overflow-y-auto bg-surface px-4 pt-3 pb-6"
    >
      <header>
        <h2 className="text-base font-semibold">The recording</h2>
        <p className="figures text-xs text-muted">
          {plural(calls.length, 'call')}
          {took > 0 && `, ${formatDuration(took)} in tools`}
          {Number.isNaN(first) ? null : (
            <time dateTime={calls[0]?.startedAt} suppressHydrationWarning>
              {' '}
              · {new Date(first).toLocaleDateString(undefined, { dateStyle: 'medium' })}
            </time>
          )}
        </p>
      </header>
      <NextHint />
      <Part title="Servers">
        <ul className="flex flex-col gap-1.5">
          {overview.servers.map(({ server, counts }) => (
            <li key={server} className="flex items-center gap-3 text-xs">
              <span className="min-w-0 flex-1 truncate">{server}</span>
              {effects.map(
                (effect) => counts[effect] > 0 && <Count key={effect} effect={effect} count={counts[effect]} />,
              )}
            </li>
          ))}
        </ul>
        {failed && (
          <button
            type="button"
            onClick={() => select({ kind: 'call', call: failed })}
            className="mt-2 flex items-center gap-2 rounded-sm text-xs text-bad hover:underline"
          >
            <span aria-hidden="true" className="block size-2 rotate-45 rounded-[1px] bg-bad" />
            {overview.failed.length === 1 ? 'One call failed' : `${overview.failed.length} calls failed`}
          </button>
        )}
      </Part>
      <Values values={overview.values} />
      {overview.ways.length > 0 && <Ways ways={overview.ways} />}
    </section>
  );
}

const effects = ['read', 'write', 'destroy'] as const;

function Count({ effect, count }: { readonly effect: EffectClass; readonly count: number }) {
  return (
    <span className="figures inline-flex items-center gap-1.5 text-muted">
      <span aria-hidden="true" className="flex">
        <EffectBadge effect={effect} show="icon" />
      </span>
      {plural(count, effect)}
    </span>
  );
}

function NextHint() {
  const step = usePrototype((state, derived) => derived.nextStep(state));
  return (
    <p className="flex gap-2.5 rounded-lg bg-raised px-3 py-2.5 text-xs">
      <ArrowRight aria-hidden className="mt-0.5 size-3.5 shrink-0 text-faint" />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{step.kind === 'record' ? 'Record the job' : step.label}</span>
        <span className="block text-pretty text-muted">{stepAdvice(step)}</span>
      </span>
      {step.kind !== 'record' && <Kbd keys={['N']} />}
    </p>
  );
}

const kinds = [
  { kind: 'input', words: 'your words', fill: 'bg-origin-input' },
  { kind: 'reference', words: 'earlier results', fill: 'bg-origin-reference' },
  { kind: 'neither', words: 'neither', fill: 'bg-hairline-strong' },
] as const;

function Values({ values }: { readonly values: Overview['values'] }) {
  const total = values.input + values.reference + values.neither;
  if (total === 0) return null;
  return (
    <Part title={`Where ${plural(total, 'argument value')} came from`}>
      <div aria-hidden="true" className="flex h-1.5 gap-0.5 overflow-hidden rounded-full">
        {kinds.map(
          ({ kind, fill }) =>
            values[kind] > 0 && <span key={kind} className={fill} style={{ flexGrow: values[kind], flexBasis: 4 }} />,
        )}
      </div>
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-muted">
        {kinds.map(
          ({ kind, words }) =>
            values[kind] > 0 && (
              <li key={kind} className="figures inline-flex items-center gap-1.5">
                <OriginDot origin={kind === 'neither' ? 'constant' : kind} />
                {values[kind]} {words}
              </li>
            ),
        )}
      </ul>
    </Part>
  );
}

function Ways({ ways }: { readonly ways: readonly WayOverview[] }) {
  const { select, point } = usePrototypeActions();
  return (
    <Part title="Ways that values took">
      <ul className="-mx-2 flex flex-col">
        {ways.slice(0, WAYS).map((way) => (
          <li key={way.key}>
            <button
              type="button"
              onClick={() => select({ kind: 'edge', edge: way.edge })}
              onMouseEnter={() => point({ kind: 'edge', edge: way.edge })}
              onMouseLeave={() => point(null)}
              onFocus={() => point({ kind: 'edge', edge: way.edge })}
              onBlur={() => point(null)}
              className="flex w-full items-baseline gap-2 rounded-md px-2 py-1.5 text-left text-xs hover:bg-raised"
            >
              <OriginDot origin={way.origin} className="translate-y-px" />
              <span className="min-w-0 flex-1">
                <span className="block font-mono text-2xs wrap-anywhere">{way.to}</span>
                <span className="block text-2xs text-muted">
                  from{' '}
                  {way.from === null ? (
                    'the prompt'
                  ) : (
                    <>
                      <span className="font-mono wrap-anywhere">{way.from}</span> of {way.tool}
                    </>
                  )}
                </span>
              </span>
              {way.count > 1 && <span className="figures shrink-0 text-2xs text-faint">{way.count}×</span>}
            </button>
          </li>
        ))}
      </ul>
      {ways.length > WAYS && <p className="figures mt-1 text-2xs text-faint">and {ways.length - WAYS} more</p>}
    </Part>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-2 text-xs font-medium text-faint">{title}</h3>
      {children}
    </section>
  );
}
