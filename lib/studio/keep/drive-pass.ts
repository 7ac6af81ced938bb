import { keepWorkflow } from '#core/execution/keep/keep-workflow.ts';
import { resolveInputs } from '#core/execution/resolve-inputs.ts';
import type { RunEvent, RunStatus } from '#core/execution/run-event.ts';
import type { Json, JsonObject } from '#core/json/json.ts';
import { processKeepMemory } from '#core/keep/keep-memory.ts';
import type { KeepReport } from '#core/keep/keep-report.ts';
import type { RunView } from '#core/live/prototype-snapshot.ts';
import { createSecretMask } from '#lib/mcp/mask-secrets.ts';
import { readTrace } from '../calls/read-trace.ts';
import { requirePrototype } from '../prototypes/prototype-view.ts';
import { cutRunEvent } from '../runs/cut-run-event.ts';
import { liveRun } from '../runs/live-run.ts';
import { createRunLog, type RunLog } from '../runs/run-log.ts';
import { requireServers } from '../runs/start-run.ts';
import type { Studio } from '../studio.ts';
import { StudioError } from '../studio-error.ts';
import { learnFromRecordings } from '../workflow/learn-from-recordings.ts';
import { readWorkflow } from '../workflow/read-workflow.ts';

export interface PassWish {
  readonly prototypeId: string;
  /** `plan` looks and compares; nothing is changed and nothing remembered. */
  readonly mode: 'plan' | 'apply';
  readonly inputs: JsonObject;
  readonly signal?: AbortSignal;
}

/**
 * One pass over the latest workflow. It stands in the list of runs from the moment on which it begins to change
 * something; a pass that has nothing to do leaves only its report. Throws a `StudioError`: not-found without a workflow,
 * conflict where nothing is kept, unavailable for servers that do not answer; and `LostLead`.
 */
export function drivePass(studio: Studio, wish: PassWish): Promise<KeepReport> {
  return studio.keeping.inTurn(wish.prototypeId, () => pass(studio, wish));
}

async function pass(studio: Studio, { prototypeId, mode, inputs: given, signal }: PassWish): Promise<KeepReport> {
  const prototype = await requirePrototype(studio, prototypeId);
  const { workflow, version, answers } = await readWorkflow(studio, { prototypeId });
  if (!workflow.keep) {
    throw new StudioError('conflict', 'This workflow keeps nothing yet.', { advice: 'Choose what is kept, and how.' });
  }
  const resolved = resolveInputs(workflow.inputs, given, 'input');
  if (!resolved.ok) throw new StudioError('invalid', `It cannot be kept: ${resolved.problem}`);
  const inputs = resolved.values;
  await requireServers(studio, workflow);
  const id = studio.ids('run');
  const live = studio.calls.open(id, signal);
  const startedAt = studio.clock.now();
  const began = studio.clock.milliseconds();
  const events = await passEvents(studio, { prototypeId, id, elapsed: () => studio.clock.milliseconds() - began });
  const memory = studio.store.keepers.memory(prototypeId);
  let shown = false;
  const show = async () => {
    shown = true;
    await studio.store.runs.create({
      ...{ id, prototypeId, mode, inputs, startedAt, output: null },
      ...{ status: 'running', workflowVersion: version, pass: true, effects: NO_EFFECTS },
      ...{ now: startedAt, timeZone: prototype.timeZone },
    });
    studio.events.publish(prototypeId, { type: 'prototype-changed' });
    events.open();
  };
  const end = async (status: RunStatus, effects: RunView['effects'], error?: string) => {
    if (!shown) return;
    events.add({ at: 0, type: 'run-ended', status, output: null, ...(error === undefined ? {} : { error }) });
    await events.flush();
    await studio.store.runs.update(id, { status, effects, error: error ?? null, endedAt: studio.clock.now() });
  };
  try {
    const trace = await readTrace(studio, prototypeId);
    const { judgements: judged } = await learnFromRecordings(studio, { workflow, traces: [trace], answers });
    const { options, recorded } = await liveRun(studio, {
      ...{ workflow, trace, judged, prototypeId, runId: id, inputs, timeZone: prototype.timeZone, signal: live.signal },
    });
    events.add({ at: 0, type: 'run-started', mode, inputs, now: startedAt });
    const report = await keepWorkflow({
      run: { ...options, onEvent: events.add },
      ...{ mode, recorded, now: studio.clock.now, random: Math.random },
      ledger: studio.store.runs.ledger(prototypeId, id),
      memory: mode === 'apply' ? memory : { ...processKeepMemory(), read: memory.read },
      onActing: show,
      onRunEvent: (event, of) => {
        // The pass has one beginning and one end, and its plan is not what it did.
        if (of === 'apply' && event.type !== 'run-started' && event.type !== 'run-ended') events.add(event);
      },
    });
    const error = problemOf(report);
    await end(live.signal.aborted ? 'stopped' : error === undefined ? 'succeeded' : 'failed', effectsOf(report), error);
    return report;
  } catch (error) {
    await end('failed', NO_EFFECTS, `The pass broke off: ${error instanceof Error ? error.message : String(error)}`);
    throw error;
  } finally {
    live.close();
    studio.events.publish(prototypeId, { type: 'prototype-changed' });
  }
}

const NO_EFFECTS: RunView['effects'] = { created: 0, found: 0, planned: 0, failed: 0, unknown: 0 };

/** Events are held until the pass is shown, and then committed and told as they come. */
async function passEvents(
  studio: Studio,
  { prototypeId, id, elapsed }: { readonly prototypeId: string; readonly id: string; readonly elapsed: () => number },
) {
  const mask = createSecretMask((await studio.store.secrets.known()).map((secret) => secret.value));
  const held: RunEvent[] = [];
  let log: RunLog | undefined;
  return {
    add: (event: RunEvent) => {
      const placed = { ...event, at: Math.max(0, elapsed()) };
      if (log) log.add(placed);
      else held.push(placed);
    },
    open: () => {
      log = createRunLog({
        append: (events) => studio.store.runs.appendEvents(id, events),
        known: 0,
        tell: (event, index) =>
          studio.events.publish(prototypeId, { type: 'run-event', run: id, index, ...cutRunEvent(event) }),
        mask: (event) => mask.json(event as unknown as Json) as unknown as RunEvent,
      });
      for (const event of held.splice(0)) log.add(event);
    },
    flush: async () => log?.flush(),
  };
}

function problemOf({ error, items, failing }: KeepReport): string | undefined {
  if (error !== undefined || failing === 0) return error;
  const first = items.find((item) => item.outcome === 'failed' || item.error !== undefined);
  const why = first?.error ?? 'they could not be seen, or nothing shows what became of them.';
  return `${failing} of ${items.length} items: ${why}`;
}

function effectsOf({ items, others }: KeepReport): RunView['effects'] {
  const done = (...actions: readonly string[]) =>
    items.filter(({ action, outcome }) => outcome === 'done' && actions.includes(action)).length;
  return {
    created: done('create', 'change', 'remove') + others,
    found: done('adopt'),
    planned: 0,
    failed: items.filter(({ outcome }) => outcome === 'failed').length,
    unknown: items.filter(({ standing }) => standing.is === 'unknown').length,
  };
}
