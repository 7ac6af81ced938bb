import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { resolveInputs } from '#core/execution/resolve-inputs.ts';
import { jsonEqual } from '#core/json/equal.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { RunRecord } from '#lib/storage/runs.ts';
import { startRun } from '../runs/start-run.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import type { OpenEndpoint } from './open-endpoint.ts';
import { type EndpointReport, reportRun, standingOfRun } from './report-run.ts';

export interface Invocation {
  /** One key is one run, whoever sends it and however often. */
  readonly key?: string;
  /** How long the caller waits for the end at most, in milliseconds. */
  readonly waitMs: number;
  /** The caller has gone: nobody waits any longer, and the run goes on. */
  readonly signal?: AbortSignal;
}

export type InvocationResult =
  | { readonly report: EndpointReport }
  /** Nothing was begun: the inputs do not fit, the key belongs to other inputs, or too many runs are under way. */
  | { readonly refused: 'inputs' | 'key' | 'busy'; readonly reason: string };

/** What an exported agent waits at most where nothing else is set. */
export const LONGEST_WAIT_MS = 25_000;

/** Runs of callers that may be under way in a prototype, those that wait for a person among them. */
const MOST_OPEN = 10;
const FIRST_LOOK_MS = 20;
const LONGEST_PAUSE_MS = 500;

/**
 * Runs a workflow because somebody calls it, and waits for the end. Equal inputs at the same moment are one run, other
 * inputs run beside it. A run that waits for a person is told at once.
 * Throws a `StudioError`: conflict for a workflow with errors, unavailable for servers that are not connected.
 */
export async function invokeWorkflow(
  studio: Studio,
  endpoint: OpenEndpoint,
  call: Invocation & { readonly inputs: JsonObject },
): Promise<InvocationResult> {
  const { prototypeId, workflow, refused } = endpoint;
  if (refused) throw new StudioError('conflict', refused.message, { advice: refused.advice });
  const inputs = resolveInputs(workflow.inputs, call.inputs, 'input');
  if (!inputs.ok) return { refused: 'inputs', reason: inputs.problem };
  // One after the other: of two equal calls at once the second sees the run of the first.
  const begun = await studio.calls.inOrder(`endpoint of ${prototypeId}`, () =>
    begin(studio, endpoint, { ...call, inputs: inputs.values }),
  );
  if ('refused' in begun) return begun;
  return { report: await reportRun(studio, await waitFor(studio, { prototypeId, runId: begun.run, ...call })) };
}

/** A run that a caller asked for; null for any other: a token for calling tells nothing of the user's own runs. */
export async function findInvoked(studio: Studio, prototypeId: string, runId: string): Promise<RunRecord | null> {
  const run = await studio.store.runs.find(prototypeId, runId);
  return run?.wokenBy === 'endpoint' ? run : null;
}

async function begin(
  studio: Studio,
  { prototypeId, mode, version }: OpenEndpoint,
  { inputs, key }: Pick<Invocation, 'key'> & { readonly inputs: JsonObject },
): Promise<{ readonly run: string } | Extract<InvocationResult, { refused: string }>> {
  const id = key === undefined ? undefined : runOfKey(prototypeId, key);
  if (id !== undefined) {
    const before = await studio.store.runs.find(prototypeId, id);
    if (before) return sameInputs(before, inputs);
  }
  const open = (await studio.store.runs.open(prototypeId)).filter(({ wokenBy }) => wokenBy === 'endpoint');
  const equal = (run: RunRecord) =>
    run.mode === mode && run.workflowVersion === version && jsonEqual(run.inputs, inputs);
  const under = open.find(equal);
  if (under && key === undefined) return { run: under.id };
  // Two runs that want the same change at once cannot both have it, and a key would be spent on one that fails.
  if (under && mode === 'apply') return { refused: 'busy', reason: 'A run with equal inputs has not ended.' };
  if (open.length >= MOST_OPEN) {
    return { refused: 'busy', reason: `${open.length} runs of callers have not ended. Ask again later.` };
  }
  try {
    const run = await startRun(studio, { prototypeId, mode, inputs, version, wokenBy: 'endpoint', id });
    return { run: run.id };
  } catch (error) {
    // Another studio on the same database was faster with this key.
    const taken = id === undefined ? null : await studio.store.runs.find(prototypeId, id);
    if (!taken) throw error;
    return sameInputs(taken, inputs);
  }
}

function sameInputs(run: RunRecord, inputs: JsonObject): { run: string } | { refused: 'key'; reason: string } {
  if (jsonEqual(run.inputs, inputs)) return { run: run.id };
  return { refused: 'key', reason: 'This Idempotency-Key was used with other inputs.' };
}

/** The key names the run, so that the database itself sees to it that there is one. */
function runOfKey(prototypeId: string, key: string): string {
  return `run-${createHash('sha256')
    .update(JSON.stringify([prototypeId, key]))
    .digest('hex')
    .slice(0, 32)}`;
}

/** The run when it has ended or waits for a person, or as it is when nobody waits for it any longer. */
async function waitFor(
  studio: Studio,
  { prototypeId, runId, waitMs, signal }: Invocation & { readonly prototypeId: string; readonly runId: string },
): Promise<RunRecord> {
  // A studio that stops answers whoever waits first.
  const waiting = studio.calls.open(`wait for ${runId} ${studio.ids('call')}`, signal);
  const until = studio.clock.milliseconds() + waitMs;
  try {
    for (let next = FIRST_LOOK_MS; ; next = Math.min(2 * next, LONGEST_PAUSE_MS)) {
      const left = until - studio.clock.milliseconds();
      const run = await studio.store.runs.find(prototypeId, runId);
      if (!run) throw new StudioError('not-found', 'The run was deleted together with its prototype.');
      const { status } = await standingOfRun(studio, run);
      if (status !== 'running' || left <= 0 || waiting.signal.aborted) return run;
      await pause(Math.min(next, left), undefined, { signal: waiting.signal }).catch(() => {});
    }
  } finally {
    waiting.close();
  }
}
