import { describe, expect, it } from 'vitest';
import { leakTrace } from '#components/trace/trace-fixture.ts';
import { leakWorkflow } from '#components/workflow/workflow-fixture.ts';
import { replayWorkflow } from '#core/execution/replay-workflow.ts';
import type { JsonObject } from '#core/json/json.ts';
import { whyDiverged } from './why-diverged.ts';

async function why(inputs: JsonObject): Promise<readonly string[]> {
  const workflow = leakWorkflow();
  const { divergence } = await replayWorkflow({ workflow, trace: leakTrace(), inputs });
  if (!divergence) throw new Error('These inputs were not recorded.');
  return whyDiverged(workflow, divergence, inputs);
}

describe('why a replay left its recording', () => {
  it('names the input that an argument is, with both values', async () => {
    expect(await why({ repository: 'acme/elsewhere' })).toEqual([
      'repository is input repository.',
      'repository was “acme/web” when this was recorded, and is “acme/elsewhere” in this run.',
    ]);
  });

  it('names a changed input that leads there on its way, and how the argument comes about', async () => {
    const [first, second] = await why({ phrase: 'Bump' });
    expect(first).toMatch(/^title is /);
    expect(second).toMatch(/^This run was given other inputs than the recording: phrase \(“memory leak” → “Bump”\)\.$/);
  });
});
