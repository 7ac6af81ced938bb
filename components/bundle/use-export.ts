'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { RequestError } from '#components/prototype/request-json.ts';
import type { BundleCheck, BundlePreview, ExportEvent, ProvedBundle } from '#core/live/export-event.ts';
import { type ExportChoices, streamExport } from './export-request.ts';

/** An export as it stands. `proved` is there only while it belongs to what is shown. */
export interface ExportState {
  readonly phase: 'making' | 'shown' | 'proving' | 'proved' | 'refused' | 'failed';
  readonly preview: BundlePreview | null;
  readonly checks: readonly BundleCheck[];
  readonly proved: ProvedBundle | null;
  readonly error: { readonly message: string; readonly advice?: string } | null;
}

const SETTLE_MS = 150;

const START: ExportState = { phase: 'making', preview: null, checks: [], proved: null, error: null };

/** Shows the files of the choices as they change; `prove` proves them. A newer wish stops the older one. */
export function useExport(
  prototypeId: string,
  choices: ExportChoices | null,
): { readonly state: ExportState; readonly prove: () => void; readonly stop: () => void } {
  const [state, setState] = useState(START);
  const running = useRef<AbortController | null>(null);
  const wish = choices && JSON.stringify(choices);

  const start = useCallback(
    async (wished: ExportChoices, prove: boolean) => {
      running.current?.abort();
      const stop = new AbortController();
      running.current = stop;
      setState((before) => ({
        ...START,
        preview: before.preview,
        phase: prove ? 'proving' : 'making',
      }));
      try {
        for await (const event of streamExport(prototypeId, { ...wished, prove }, stop.signal)) {
          if (!stop.signal.aborted) setState((before) => applyEvent(before, event, prove));
        }
      } catch (error) {
        if (!stop.signal.aborted) setState((before) => ({ ...before, phase: 'failed', error: wordsOf(error) }));
      }
    },
    [prototypeId],
  );

  useEffect(() => {
    // A moment's wait, so that typing a cron line does not write the files at every key.
    const timer = setTimeout(() => {
      if (wish !== null) void start(JSON.parse(wish) as ExportChoices, false);
    }, SETTLE_MS);
    return () => {
      clearTimeout(timer);
      running.current?.abort();
    };
  }, [wish, start]);

  return {
    state,
    prove: () => {
      if (wish !== null) void start(JSON.parse(wish) as ExportChoices, true);
    },
    stop: () => {
      running.current?.abort();
      setState((before) => ({ ...before, phase: 'shown', checks: [] }));
    },
  };
}

function applyEvent(state: ExportState, event: ExportEvent, prove: boolean): ExportState {
  switch (event.type) {
    case 'bundle':
      return { ...state, preview: event.bundle, phase: prove ? 'proving' : 'shown' };
    case 'check': {
      const known = state.checks.some(({ id }) => id === event.check.id);
      const checks = known
        ? state.checks.map((check) => (check.id === event.check.id ? event.check : check))
        : [...state.checks, event.check];
      return { ...state, checks };
    }
    case 'proved':
      return { ...state, phase: 'proved', proved: event.record };
    case 'refused':
      return { ...state, phase: 'refused' };
    case 'failed':
      return { ...state, phase: 'failed', error: event };
  }
}

function wordsOf(error: unknown): { readonly message: string; readonly advice?: string } {
  if (error instanceof RequestError) return { message: error.message, advice: error.advice };
  return { message: error instanceof Error ? error.message : String(error) };
}
