import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { memoryLedger } from '#core/effects/memory-ledger.ts';
import type { Json } from '#core/json/json.ts';
import type { ToolCaller } from '#core/tool/tool-caller.ts';
import type { AgentProgram } from '#lib/export/typescript/runtime/command/agent-program.ts';
import type { runPass as RunPass } from '#lib/export/typescript/runtime/command/run-pass.ts';
import { machineClock } from '#lib/export/typescript/runtime/machine-clock.ts';
import { forgetful, silentLog, silentMeter } from '#lib/export/typescript/runtime/recorded/silent.ts';
import { PARITY_RUN } from './parity-run.ts';
import { PARITY_CASES } from './parity-table.ts';
import { scriptedAnswers } from './scripted-answers.ts';
import { exampleIn, playWorld, type WorldRule } from './world.ts';

/**
 * Runs the printed programs in the folders `0`, `1`, … below the given one, each in its world, as a plan and as an
 * apply, and writes what they did to `outcomes.json`. A process of its own: printed programs are run by Node as they are.
 */
const [folder] = process.argv.slice(2);
if (!folder) throw new Error('Usage: node run-printed-programs.ts <folder>');
// The copy that the programs themselves use: classes of two copies are different classes.
const { runPass }: { runPass: typeof RunPass } = await import(
  pathToFileURL(join(folder, 'runtime/command/run-pass.ts')).href
);
const outcomes = [];
for (const [index, { world, answers }] of PARITY_CASES.entries()) {
  const module: { program: AgentProgram } = await import(pathToFileURL(join(folder, String(index), 'main.ts')).href);
  for (const mode of ['plan', 'apply'] as const) {
    const { caller, calls } = playWorld(world);
    const { result } = await runOnce(module.program, mode, caller, world, answers);
    outcomes.push({
      calls,
      status: result.status,
      output: result.output,
      effects: result.effects.map(({ key, state, how }) => ({ key, state, how })),
      error: result.error,
    });
  }
}
writeFileSync(join(folder, 'outcomes.json'), JSON.stringify(outcomes));

async function runOnce(
  program: AgentProgram,
  mode: 'plan' | 'apply',
  caller: ToolCaller,
  world: readonly WorldRule[],
  answers: readonly Json[] = [],
) {
  const result = await runPass({
    program,
    mode,
    inputs: {},
    config: {},
    ...PARITY_RUN,
    caller,
    ledger: memoryLedger(() => PARITY_RUN.now),
    approver: { approve: async () => ({ approved: true }) },
    judgements: forgetful,
    model: scriptedAnswers(answers),
    example: (_server, tool) => exampleIn(world, tool),
    log: silentLog,
    meter: silentMeter,
    clock: machineClock,
  });
  return { result };
}
