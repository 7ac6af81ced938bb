import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

async function afterWaiting(prompt: string, args: JsonObject): Promise<string> {
  let looked = 0;
  const world: SmallWorld = {
    'ci/start_job': { run: () => ({ job: 'job-77af' }) },
    'ci/get_job': {
      run: () => {
        looked += 1;
        return { job: 'job-77af', phase: looked < 3 ? 'building' : 'done' };
      },
    },
    'ci/post': { run: () => ({ ok: true }) },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('ci/start_job', { name: 'nightly' });
    for (let at = 0; at < 3; at += 1) await call('ci/get_job', { job: 'job-77af' });
    await call('ci/post', args);
  });
  return showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
}

describe('a state that was waited for', () => {
  test('is waited out: it may end in another way than it was seen to', async () => {
    const program = await afterWaiting('Start nightly, wait for its end and post "nightly: <phase>".', {
      text: 'nightly: done',
    });
    expect(program).toMatch(/not\(has\(\["building"/);
    expect(program).not.toContain('assert');
  });

  test('stops the run where it ended otherwise and nothing after it looks at that', async () => {
    const program = await afterWaiting('Start nightly, wait for it and post "nightly is ready".', {
      text: 'nightly is ready',
    });
    expect(program).toMatch(/assert.*"done"/);
  });
});
