import { ledgerOverRecording } from '#core/effects/ledger-over-recording.ts';
import { replayWorkflow } from '#core/execution/replay-workflow.ts';
import type { RunEvent } from '#core/execution/run-event.ts';
import { type RunResult, runWorkflow } from '#core/execution/run-workflow.ts';
import type { Json } from '#core/json/json.ts';
import type { Trace } from '#core/trace/trace.ts';
import type { Workflow } from '#core/workflow/workflow.ts';
import { createSecretMask } from '#lib/mcp/mask-secrets.ts';
import type { RunRecord } from '#lib/storage/runs.ts';
import { readTrace } from '../calls/read-trace.ts';
import type { Studio } from '../studio.ts';
import { learnFromRecordings } from '../workflow/learn-from-recordings.ts';
import { countEffects } from './count-effects.ts';
import { cutRunEvent } from './cut-run-event.ts';
import { liveRun } from './live-run.ts';
import { createRunLog } from './run-log.ts';

interface Drive {
  readonly run: RunRecord;
  readonly workflow: Workflow;
}

/**
 * Runs a workflow to its end and keeps everything that happens: each event is committed before pages hear of it, and
 * writes go through the prototype's ledger, so that a run that is cut off can be resumed without doing anything twice.
 */
export async function driveRun(studio: Studio, { run, workflow }: Drive): Promise<void> {
  const { id, prototypeId } = run;
  const live = studio.calls.open(id);
  const mask = createSecretMask((await studio.store.secrets.known()).map((secret) => secret.value));
  const log = createRunLog({
    append: (events) => studio.store.runs.appendEvents(id, events),
    known: await studio.store.runs.countEvents(id),
    tell: (event, index) =>
      studio.events.publish(prototypeId, { type: 'run-event', run: id, index, ...cutRunEvent(event) }),
    mask: (event) => mask.json(event as unknown as Json) as unknown as RunEvent,
  });
  try {
    const trace = await readTrace(studio, prototypeId);
    const result = await perform(studio, { run, workflow, trace, signal: live.signal, onEvent: log.add });
    await log.flush();
    const over = result.status !== 'waiting' && result.status !== 'running';
    await studio.store.runs.update(id, {
      status: result.status,
      output: mask.json(result.output),
      error: result.error ?? null,
      ...(result.divergence && { divergence: result.divergence }),
      effects: countEffects(result.effects),
      ...(over && { endedAt: studio.clock.now() }),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const update = { status: 'failed', error: `The run broke off: ${reason}`, endedAt: studio.clock.now() } as const;
    await studio.store.runs.update(id, update);
    throw error;
  } finally {
    live.close();
    studio.events.publish(prototypeId, { type: 'prototype-changed' });
  }
}

interface Performance extends Drive {
  readonly trace: Trace;
  readonly signal: AbortSignal;
  readonly onEvent: (event: RunEvent) => void;
}

async function perform(studio: Studio, { run, workflow, trace, signal, onEvent }: Performance): Promise<RunResult> {
  const { inputs, prototypeId } = run;
  const answers = (await studio.store.workflows.latest(prototypeId))?.answers ?? {};
  const { judgements: judged } = await learnFromRecordings(studio, { workflow, traces: [trace], answers });
  if (run.mode === 'replay') return replayWorkflow({ workflow, trace, inputs, judged, signal, onEvent });
  const { options, recorded } = await liveRun(studio, {
    ...{ workflow, trace, judged, signal, inputs, timeZone: run.timeZone },
    ...{ prototypeId, runId: run.id, ignoreRecorded: run.repeatRecorded === true },
  });
  return runWorkflow({
    ...options,
    mode: run.mode,
    now: run.now,
    ledger: ledgerOverRecording(studio.store.runs.ledger(prototypeId, run.id), recorded),
    onEvent,
  });
}
