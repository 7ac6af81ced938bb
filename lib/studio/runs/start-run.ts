import { resolveInputs } from '#core/execution/resolve-inputs.ts';
import type { RunMode } from '#core/execution/run-event.ts';
import type { JsonObject } from '#core/json/json.ts';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import { keepCalls } from '#core/workflow/keep.ts';
import { callsOf } from '#core/workflow/walk.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import type { RunRecord } from '#lib/storage/runs.ts';
import { requirePrototype } from '../prototypes/prototype-view.ts';
import { consentToSampleServers } from '../prototypes/sample-servers.ts';
import { connectServers } from '../servers/connect-servers.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { readWorkflow } from '../workflow/read-workflow.ts';
import { driveRun } from './drive-run.ts';
import { runView } from './run-view.ts';

export interface RunWish {
  readonly prototypeId: string;
  readonly mode: RunMode;
  /** By input name; missing ones take their defaults. */
  readonly inputs: JsonObject;
  /** The latest where absent. */
  readonly version?: number;
  /** Makes writes again that recording has made; they count as done otherwise. */
  readonly repeatRecorded?: boolean;
  /** Asks the model anew what it has answered before. */
  readonly askAnew?: boolean;
  /** What asked for it, where that was not the user. It is then no word of the user's that allows a command. */
  readonly wokenBy?: RunView['wokenBy'];
  /** One id is one run: a second one throws `ConflictError`. Made here where absent. */
  readonly id?: string;
}

/**
 * Begins a run of a workflow and gives it back at once; what happens in it is told by events and kept. Throws a
 * `StudioError`: not-found without a workflow, invalid for inputs that do not fit, unavailable for servers that do not
 * answer.
 */
export async function startRun(studio: Studio, wish: RunWish): Promise<RunView> {
  const { prototypeId, mode } = wish;
  const prototype = await requirePrototype(studio, prototypeId);
  const { workflow, version } = await readWorkflow(studio, { prototypeId, version: wish.version });
  const inputs = resolveInputs(workflow.inputs, wish.inputs, 'input');
  if (!inputs.ok) throw new StudioError('invalid', `The run cannot begin: ${inputs.problem}`);
  // Running the sample starts what we ship, as playing it does.
  if (mode !== 'replay' && prototype.sample && !wish.wokenBy) await consentToSampleServers(studio, prototype.servers);
  if (mode !== 'replay') await requireServers(studio, workflow);
  if (wish.askAnew && mode !== 'replay') await studio.store.judgements.forget(prototypeId);
  const now = studio.clock.now();
  const run = await studio.store.runs.create({
    id: wish.id ?? studio.ids('run'),
    prototypeId,
    mode,
    status: 'running',
    workflowVersion: version,
    inputs: inputs.values,
    output: null,
    ...(wish.repeatRecorded && mode !== 'replay' && { repeatRecorded: true }),
    ...(wish.wokenBy && { wokenBy: wish.wokenBy }),
    startedAt: now,
    effects: { created: 0, found: 0, planned: 0, failed: 0, unknown: 0 },
    now: mode === 'replay' ? prototype.now : now,
    timeZone: prototype.timeZone,
  });
  studio.events.publish(prototypeId, { type: 'prototype-changed' });
  begin(studio, run, workflow);
  return runView(run);
}

/** Drives the run beside the request that asked for it. `driveRun` tells how it ends and never rejects for the run's sake. */
export function begin(studio: Studio, run: RunRecord, workflow: Workflow): void {
  driveRun(studio, { run, workflow }).catch((error: unknown) => {
    console.error(`Run ${run.id} could not be driven to its end:`, error);
  });
}

/** Connects what may be connected without asking, and throws for servers of the workflow that are not there. */
export async function requireServers(studio: Studio, workflow: Workflow): Promise<void> {
  const calls = [...callsOf(workflow.body), ...(workflow.keep ? keepCalls(workflow.keep) : [])];
  const used = new Set(calls.map(({ body }) => body.server));
  await connectServers(studio, [...used]);
  const missing = [...used].filter((alias) => studio.connections.status(alias)?.state !== 'connected');
  const [first] = missing;
  if (first === undefined) return;
  const status = studio.connections.status(first);
  const why = status?.detail ?? (status ? `it is ${status.state}` : 'it was not connected since the studio started');
  throw new StudioError('unavailable', `Server "${first}" is needed and not connected: ${why}`, {
    advice: status?.advice ?? 'Connect it on the Servers page, then start the run again.',
  });
}
