import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { memoryLedger } from '#core/effects/memory-ledger.ts';
import type { Json } from '#core/json/json.ts';
import type { ToolCaller } from '#core/tool/tool-caller.ts';
import type { AgentSetup } from '#lib/export/typescript/runtime/agent-setup.ts';
import type { AgentProgram } from '#lib/export/typescript/runtime/command/agent-program.ts';
import type { PassResult, runPass as RunPass } from '#lib/export/typescript/runtime/command/run-pass.ts';
import { untraced } from '#lib/export/typescript/runtime/observe/tracing.ts';
import { forgetful, silentLog, silentMeter } from '#lib/export/typescript/runtime/recorded/silent.ts';
import type { RunActivities } from '#lib/export/typescript/runtime/temporal/run-activities.ts';
import type { runOnActivities as RunOnActivities } from '#lib/export/typescript/runtime/temporal/run-on-activities.ts';
import type { workerActivities as WorkerActivities } from '#lib/export/typescript/runtime/temporal/worker-activities.ts';
import { PARITY_RUN } from './parity-run.ts';
import { PARITY_CASES } from './parity-table.ts';
import { scriptedAnswers } from './scripted-answers.ts';
import { exampleIn, playWorld, type WorldRule } from './world.ts';

/**
 * Runs the printed programs in the folders `0`, `1`, … below the given one, each in its world, as a plan and as an
 * apply, and writes what they did to `outcomes.json`; once more with all calls behind activities, as on Temporal, to
 * `outcomes-activities.json`. A process of its own: printed programs are run by Node as they are.
 */
const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Usage: node run-printed-programs.ts <folder>');
// The copy that the programs themselves use: classes of two copies are different classes.
const load = (path: string) => import(pathToFileURL(join(folder, path)).href);
const { runPass }: { runPass: typeof RunPass } = await load('runtime/command/run-pass.ts');
const { machineClock }: { machineClock: Pick<AgentSetup, 'sleep' | 'milliseconds'> } =
  await load('runtime/machine-clock.ts');
const { runOnActivities }: { runOnActivities: typeof RunOnActivities } = await load(
  'runtime/temporal/run-on-activities.ts',
);
const { workerActivities }: { workerActivities: typeof WorkerActivities } = await load(
  'runtime/temporal/worker-activities.ts',
);

interface Scene {
  readonly program: AgentProgram;
  readonly mode: 'plan' | 'apply';
  readonly caller: ToolCaller;
  readonly world: readonly WorldRule[];
  readonly answers?: readonly Json[];
}

for (const [name, run] of [
  ['outcomes.json', runHere],
  ['outcomes-activities.json', runBehindActivities],
] as const) {
  const outcomes = [];
  for (const [index, { world, answers }] of PARITY_CASES.entries()) {
    const { program }: { program: AgentProgram } = await load(join(String(index), 'main.ts'));
    for (const mode of ['plan', 'apply'] as const) {
      const { caller, calls } = playWorld(world);
      const result = await run({ program, mode, caller, world, answers });
      outcomes.push({
        calls,
        status: result.status,
        output: result.output,
        effects: result.effects.map(({ key, state, how }) => ({ key, state, how })),
        error: result.error,
      });
    }
  }
  writeFileSync(join(folder, name), JSON.stringify(outcomes));
}

function groundOf({ caller, world, answers = [] }: Scene) {
  return {
    config: {},
    timeZone: PARITY_RUN.timeZone,
    caller,
    judgements: forgetful,
    model: scriptedAnswers(answers),
    example: (_server: string, tool: string, which?: 'first' | 'last') => exampleIn(world, tool, which),
    log: silentLog,
    meter: silentMeter,
    tracing: untraced,
    clock: machineClock,
  };
}

function runHere(scene: Scene): Promise<PassResult> {
  const { program, mode } = scene;
  return runPass({
    ...{ program, mode, inputs: {}, now: PARITY_RUN.now, ...groundOf(scene) },
    ledger: memoryLedger(() => PARITY_RUN.now),
    approver: { approve: async () => ({ approved: true }) },
  });
}

async function runBehindActivities(scene: Scene): Promise<PassResult> {
  const { program, mode } = scene;
  const worker = workerActivities(
    {
      program,
      ground: groundOf(scene),
      log: silentLog,
      environment: { get: (name) => ({ DRY_RUN: String(mode === 'plan'), APPROVALS: 'auto' })[name] },
      ledger: { ...memoryLedger(() => PARITY_RUN.now), setBack: async () => false },
      approvals: { decision: async () => ({ approved: true }), decide: async () => {}, open: async () => [] },
      recorded: async () => new Map(),
    },
    () => new AbortController().signal,
  );
  const activities = overTheWire(worker);
  const ground = await activities.begin();
  const { makeChange } = activities;
  return runOnActivities({
    ...{ program, activities, makeChange, ground, mode: ground.mode, inputs: {}, now: PARITY_RUN.now },
    ...{ log: silentLog, clock: machineClock, signal: new AbortController().signal },
  });
}

/** The same activities; what they are given and what they answer is JSON, as between a workflow and a worker. */
function overTheWire(worker: RunActivities): RunActivities {
  return new Proxy(worker, {
    get(target, name) {
      const activity = Reflect.get(target, name);
      return async (...given: readonly unknown[]) => {
        const answer = await activity(...JSON.parse(JSON.stringify(given)));
        return answer === undefined ? undefined : JSON.parse(JSON.stringify(answer));
      };
    },
  });
}
