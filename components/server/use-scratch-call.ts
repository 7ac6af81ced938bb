'use client';

import { useEffect, useRef, useState } from 'react';
import { requestJson } from '#components/prototype/request-json.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { PrototypeSnapshot } from '#core/live/prototype-snapshot.ts';
import type { ToolProgress } from '#core/tool/tool-caller.ts';
import type { CallOutcome } from '#core/trace/trace.ts';
import { readLines } from './read-lines.ts';

export interface CallState {
  readonly state: 'idle' | 'running' | 'done' | 'broken';
  /** When the running call began, in milliseconds of the page's clock. */
  readonly began: number;
  readonly progress: ToolProgress | null;
  readonly done: DoneCall | null;
  /** Why the studio itself could not do it. */
  readonly problem: string | null;
}

export interface DoneCall {
  readonly outcome: CallOutcome;
  readonly durationMs: number;
  /** Length of the whole result as JSON, where `outcome` holds only its beginning. */
  readonly wholeLength?: number;
}

export interface CallOrder {
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
  /** Prototype whose recording gets the call; null keeps it out of every recording. */
  readonly prototype: string | null;
}

type Line = { readonly progress: ToolProgress } | DoneCall | { readonly error: string };

const idle: CallState = { state: 'idle', began: 0, progress: null, done: null, problem: null };

/** One call at a time, by hand: its progress, its end, and a way to cancel it. Leaving the page cancels it too. */
export function useScratchCall(): CallState & {
  readonly call: (order: CallOrder) => Promise<void>;
  readonly cancel: () => void;
} {
  const [state, setState] = useState<CallState>(idle);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);

  const call = async (order: CallOrder) => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const began = performance.now();
    setState({ ...idle, state: 'running', began });
    const show = (change: Partial<CallState>) => {
      if (running.current === controller) setState((before) => ({ ...before, ...change }));
    };
    try {
      if (order.prototype !== null) {
        const { outcome, durationMs, wholeLength } = await recorded(order, order.prototype, controller.signal);
        show({ state: 'done', done: { outcome, durationMs, wholeLength } });
        return;
      }
      for await (const line of unrecorded(order, controller.signal)) {
        if ('progress' in line) show({ progress: line.progress });
        else if ('error' in line) show({ state: 'broken', problem: line.error });
        else show({ state: 'done', done: line });
      }
    } catch (error) {
      const durationMs = Math.round(performance.now() - began);
      if (controller.signal.aborted) {
        const message = 'You cancelled it. The server was told; it may have done part of it.';
        show({ state: 'done', done: { outcome: { status: 'failed', kind: 'cancelled', message }, durationMs } });
      } else show({ state: 'broken', problem: error instanceof Error ? error.message : String(error) });
    }
  };
  return { ...state, call, cancel: () => running.current?.abort() };
}

/** A recorded call outlives its request, so cancelling it is a request of its own. */
function recorded({ server, tool, args }: CallOrder, prototype: string, signal: AbortSignal): Promise<DoneCall> {
  signal.addEventListener('abort', () => void cancelRecorded(prototype, server, tool), { once: true });
  return requestJson<DoneCall>(`/api/prototypes/${prototype}/calls`, {
    method: 'POST',
    body: { server, tool, args },
    signal,
  });
}

async function cancelRecorded(prototype: string, server: string, tool: string): Promise<void> {
  const { pending } = await requestJson<PrototypeSnapshot>(`/api/prototypes/${prototype}`);
  const mine = pending.findLast((call) => call.origin === 'hand' && call.server === server && call.tool === tool);
  if (mine) await requestJson(`/api/prototypes/${prototype}/calls/${mine.id}`, { method: 'DELETE' });
}

async function* unrecorded({ server, tool, args }: CallOrder, signal: AbortSignal): AsyncGenerator<Line> {
  const response = await fetch(`/api/servers/${encodeURIComponent(server)}/calls`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ tool, args }),
    signal,
  });
  if (!response.ok || response.body === null) {
    const { error } = (await response.json()) as { readonly error: { readonly message: string } };
    throw new Error(error.message);
  }
  for await (const line of readLines(response.body)) yield JSON.parse(line) as Line;
}
