'use client';

import { useSyncExternalStore } from 'react';
import { formatAgo } from './format.ts';

let now = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all times in sight; it moves every half minute. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function clock(): number {
  if (now === 0 || listeners.size === 0) now = Date.now();
  return now;
}

export interface TimeProps {
  /** ISO instant. */
  readonly at: string;
  readonly className?: string;
}

/** How long ago something was; the exact local time on hover. The server prints the date, so nothing mismatches. */
export function Time({ at, className }: TimeProps) {
  const reading = useSyncExternalStore<number | null>(subscribe, clock, () => null);
  return (
    <time dateTime={at} title={reading === null ? at : new Date(at).toLocaleString()} className={className}>
      {reading === null ? at.slice(0, 10) : formatAgo(at, reading)}
    </time>
  );
}
