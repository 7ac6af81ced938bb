import type { JsonObject } from '#core/json/json.ts';
import type { PassResult } from '../command/run-pass.ts';
import { type KeptResult, keptResult } from '../trigger/endpoint/run-report.ts';

/** The name of the workflow, as `temporal/workflows.ts` exports it. */
export const WORKFLOW = 'runAgent';

/** A query: what the run waits for, or null. */
export const WAITS_FOR = 'waitsFor';

/** A signal: somebody has decided, so look now. */
export const WAKE = 'wake';

/** What a run is started with. */
export interface RunWish {
  /** By name; those not given take their defaults. */
  readonly inputs?: JsonObject;
  /** Only plans, whatever the worker is allowed to do. */
  readonly plan?: boolean;
}

/** What a run gives: small enough for Temporal to keep, whatever the run did. */
export type RunReport = KeptResult & {
  readonly status: PassResult['status'];
  readonly error?: string;
  /** Changes that are not listed. */
  readonly more?: number;
};

const MOST_EFFECTS = 200;
const MOST_OUTPUT = 200_000;

export function reportOf(mode: RunReport['mode'], result: PassResult): RunReport {
  const { output, effects } = keptResult(mode, { ...result, effects: result.effects.slice(0, MOST_EFFECTS) });
  const more = result.effects.length - effects.length;
  return {
    status: result.status,
    mode,
    effects,
    output: JSON.stringify(output).length <= MOST_OUTPUT ? output : 'It is too long to be kept here.',
    ...(more > 0 ? { more } : {}),
    ...(result.error === undefined ? {} : { error: result.error }),
  };
}
