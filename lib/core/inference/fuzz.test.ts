import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonEqual } from '../json/equal.ts';
import type { JsonObject } from '../json/json.ts';
import type { Workflow } from '../workflow/workflow.ts';
import { inferWorkflow } from './infer-workflow.ts';
import { randomJob } from './testing/random-job.ts';
import { record, runIn } from './testing/small-world.ts';

// FUZZ_RUNS=5000 for a long run by hand.
const RUNS = Number(process.env.FUZZ_RUNS ?? 60);

/** Values for the workflow's inputs, found by what they were in the demonstration. */
function bind(workflow: Workflow, shown: JsonObject, fresh: JsonObject): JsonObject {
  return Object.fromEntries(
    workflow.inputs.flatMap((input) => {
      const name = Object.keys(shown).find((key) => jsonEqual(shown[key], input.default));
      return name === undefined ? [] : [[input.name, fresh[name] ?? null]];
    }),
  );
}

describe('a workflow from a random job', () => {
  test('does the right thing in worlds it has never seen, or asks', { timeout: 600_000 }, async () => {
    let silent = 0;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const job = randomJob(seed);
        const trace = await record(job.prompt, job.world(1, job.inputs, 8), (call) => job.show(call, job.inputs));
        const { workflow, questions } = inferWorkflow({ traces: [trace] });
        if (workflow === null) throw new Error(`no workflow for ${job.prompt}`);
        if (questions.length > 0) return;
        silent += 1;
        for (const [worldSeed, size] of [
          [2, 6],
          [3, 1],
          [4, 0],
          [5, 23],
        ] as const) {
          const inputs = job.freshInputs(worldSeed);
          const world = job.world(worldSeed, inputs, size);
          const run = await runIn(world, workflow, { writes: job.writes, inputs: bind(workflow, job.inputs, inputs) });
          expect(run.error).toBeUndefined();
          expect(run.made).toEqual(job.right(world, inputs));
        }
      }),
      { numRuns: RUNS, seed: 7 },
    );
    expect(silent / RUNS).toBeGreaterThan(0.8);
  });
});
