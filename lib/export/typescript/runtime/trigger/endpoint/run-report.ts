import type { Json, JsonObject } from '#core/json/json.ts';
import { outcomeOf } from '../../command/print-result.ts';
import type { PassResult } from '../../command/run-pass.ts';
import type { DeliveryState } from '../delivery-queue.ts';

/** What a caller is told of a run. */
export type RunReport = {
  /** Its name: `GET /runs/<run>`. */
  readonly run: string;
  /** `waiting`: somebody has to approve or settle something, then it goes on. */
  readonly status: 'queued' | 'running' | 'waiting' | 'succeeded' | 'failed';
  /** A plan changes nothing. */
  readonly mode: 'plan' | 'apply';
  readonly output: Json;
  readonly effects: readonly JsonObject[];
  readonly error?: string;
};

/** What is kept of a pass for its caller. */
export type KeptResult = Pick<RunReport, 'mode' | 'output' | 'effects'>;

export function keptResult(mode: KeptResult['mode'], { output, effects }: PassResult): KeptResult {
  return {
    mode,
    output: JSON.parse(JSON.stringify(output ?? null)),
    effects: effects.map((effect) => ({
      server: effect.server,
      tool: effect.tool,
      args: effect.args,
      outcome: outcomeOf(effect),
    })),
  };
}

const STATUS = {
  received: 'queued',
  running: 'running',
  waiting: 'waiting',
  done: 'succeeded',
  failed: 'failed',
} as const satisfies Record<DeliveryState, RunReport['status']>;

export function reportOf(
  run: string,
  {
    state,
    error,
    kept,
    mode,
  }: { state: DeliveryState; error: string | null; kept?: KeptResult; mode: KeptResult['mode'] },
): RunReport {
  const ended = state === 'done' || state === 'failed' || state === 'waiting';
  return {
    run,
    status: STATUS[state],
    mode: kept?.mode ?? mode,
    output: ended ? (kept?.output ?? null) : null,
    effects: ended ? (kept?.effects ?? []) : [],
    ...(error === null || state === 'done' ? {} : { error }),
  };
}

/** The JSON Schema of a report. */
export const RUN_SCHEMA: JsonObject = {
  type: 'object',
  required: ['run', 'status', 'mode', 'output', 'effects'],
  additionalProperties: false,
  properties: {
    run: { type: 'string', description: 'Names the run; GET /runs/{run} tells how it is' },
    status: {
      enum: ['queued', 'running', 'waiting', 'succeeded', 'failed'],
      description: 'waiting: somebody has to approve or settle a change, then it goes on',
    },
    mode: { enum: ['plan', 'apply'], description: 'A plan reads, and shows what would change; it changes nothing' },
    output: { description: 'What the workflow gives; null while it has not ended' },
    effects: {
      type: 'array',
      description: 'Every change, with its exact arguments',
      items: {
        type: 'object',
        required: ['server', 'tool', 'args', 'outcome'],
        properties: {
          server: { type: 'string' },
          tool: { type: 'string' },
          args: { type: 'object' },
          outcome: { type: 'string', description: 'planned, done, already there, unknown, …' },
        },
      },
    },
    error: { type: 'string', description: 'Why it failed, or what it waits for' },
  },
};
