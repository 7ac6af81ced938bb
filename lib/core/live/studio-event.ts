import type { RunEvent } from '../execution/run-event.ts';
import type { JsonObject } from '../json/json.ts';
import type { ServerQuestion } from '../server/server-question.ts';
import type { EffectClass } from '../tool/effect-class.ts';
import type { ToolProgress } from '../tool/tool-caller.ts';
import type { TraceCall, TraceOrigin, Turn } from '../trace/trace.ts';

/**
 * What the studio's server tells open pages, over one server-sent event stream per prototype. A page loads a snapshot
 * (which names the last `seq` it holds) and then applies these in order; a gap means: load the snapshot again.
 */
export type StudioEvent = { readonly seq: number } & (
  | { readonly type: 'turn'; readonly turn: Turn }
  | { readonly type: 'call-started'; readonly call: PendingCall }
  | { readonly type: 'call-progress'; readonly call: string; readonly progress: ToolProgress }
  /** `cut`: its result is a preview, as in `PrototypeSnapshot.cutResults`. */
  | { readonly type: 'call-ended'; readonly call: TraceCall; readonly cut?: true }
  | { readonly type: 'approval-asked'; readonly approval: ApprovalRequest }
  | { readonly type: 'approval-settled'; readonly id: string; readonly approved: boolean; readonly reason?: string }
  | { readonly type: 'question-asked'; readonly question: ServerQuestion }
  | { readonly type: 'question-over'; readonly id: string }
  | { readonly type: 'workflow-changed'; readonly version: number }
  | ({ readonly type: 'run-event'; readonly run: string } & PlacedRunEvent)
  | { readonly type: 'server-changed'; readonly server: string }
  | { readonly type: 'prototype-changed' }
);

/** An event of a run with its place among all of that run, from 0; so that a page knows whether it missed any. */
export interface PlacedRunEvent {
  readonly index: number;
  readonly event: RunEvent;
  /** A large value in it is only begun here; `GET …/runs/<run>?event=<index>` has all of it. */
  readonly cut?: true;
}

/** A call whose answer is not there yet. */
export interface PendingCall {
  readonly id: string;
  readonly origin: TraceOrigin;
  readonly turn?: string;
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
  readonly effect: EffectClass;
  readonly state: 'waiting' | 'approval' | 'running';
  readonly started: number;
  readonly startedAt: string;
}

export interface ApprovalRequest {
  readonly id: string;
  /** Pending call or run that waits for it. */
  readonly subject: { readonly kind: 'call' | 'run'; readonly id: string };
  readonly server: string;
  readonly tool: string;
  readonly args: JsonObject;
  readonly argsHash: string;
  readonly effect: EffectClass;
  readonly askedAt: string;
}
