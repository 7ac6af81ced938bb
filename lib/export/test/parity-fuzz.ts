import { memoryLedger } from '#core/effects/memory-ledger.ts';
import { runWorkflow } from '#core/execution/run-workflow.ts';
import type { WorldShape } from '#core/inference/testing/fuzz/facts.ts';
import type { Job } from '#core/inference/testing/fuzz/job.ts';
import { FAMILIES, makeJob } from '#core/inference/testing/fuzz/make-job.ts';
import { worldOf } from '#core/inference/testing/fuzz/world.ts';
import { answer, type SmallWorld } from '#core/inference/testing/small-world.ts';
import type { ToolSpec } from '#core/tool/tool-spec.ts';
import type { ParityCase } from './parity-cases.ts';
import { PARITY_RUN } from './parity-run.ts';
import type { WorldRule } from './world.ts';

/** Worlds that a demonstration did not show: some equal, nothing there, nothing known. */
const SHAPES: readonly WorldShape[] = ['normal', 'colliding', 'empty', 'single', 'nulls'];

/**
 * Programs as the compiler makes them, two of each family, on services that nobody knows; printed with the types that a
 * demonstration shows, and run in other worlds.
 */
export const FUZZ_CASES: readonly ParityCase[] = (
  await Promise.all(Array.from({ length: 2 * Object.keys(FAMILIES).length }, (_, seed) => casesOf(seed + 1)))
).flat();

async function casesOf(seed: number): Promise<readonly ParityCase[]> {
  const job = makeJob(seed);
  const recorded = await rulesOf(job, seed, 'demo');
  const shape = SHAPES[seed % SHAPES.length] ?? 'normal';
  return [
    {
      name: `${job.family} (seed ${seed}) in a world that is ${shape}`,
      workflow: job.workflow,
      tools: toolsOf(worldOf(job, { seed, shape: 'demo', inputs: job.inputs }).tools),
      recorded,
      world: await rulesOf(job, seed + 1000, shape),
    },
  ];
}

/** What a world answers to the program, call by call, as rules that hold in any process. */
async function rulesOf(job: Job, seed: number, shape: WorldShape): Promise<readonly WorldRule[]> {
  const { tools } = worldOf(job, { seed, shape, inputs: job.inputs });
  const rules: WorldRule[] = [];
  await runWorkflow({
    workflow: job.workflow,
    mode: 'apply',
    inputs: {},
    ...PARITY_RUN,
    caller: {
      call: async ({ server, tool, args }) => {
        const result = answer(tools, `${server}/${tool}`, args);
        rules.push({ tool, server, args, exact: true, result, times: 1 });
        return result;
      },
    },
    ledger: memoryLedger(() => PARITY_RUN.now),
    approver: { approve: async () => ({ approved: true }) },
    clock: { milliseconds: () => 0, sleep: () => Promise.resolve() },
  });
  return rules;
}

function toolsOf(world: SmallWorld): readonly ToolSpec[] {
  return Object.entries(world).map(([path, { schema }]) => {
    const [server = '', name = ''] = path.split('/');
    return { server, name, inputSchema: schema ?? { type: 'object' } };
  });
}
