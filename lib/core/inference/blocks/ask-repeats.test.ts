import { expect, test } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

async function questionsOf(prompt: string, writes: readonly JsonObject[]): Promise<readonly string[]> {
  const world: SmallWorld = { 'lab/list_tests': { run: () => [{ ref: 't-1' }] }, 'lab/ring': { run: () => 'ok' } };
  const trace = await record(prompt, world, async (call) => {
    await call('lab/list_tests');
    for (const args of writes) await call('lab/ring', args);
  });
  return inferWorkflow({ traces: [trace] }).questions.map(({ text }) => text);
}

test('the same write again, for which no list says how often, is asked', async () => {
  const bell = { bell: 'B7' };
  expect(await questionsOf('Ring B7 for the tests that failed.', [bell, bell, bell])).toEqual([
    'lab/ring was called 3 times, and no list that was read says for what. Is it so often in every run?',
  ]);
});

test('writes for things that the user named one by one are not asked', async () => {
  expect(
    await questionsOf('Ring B7, then C8 twice as long, then D9.', [{ bell: 'B7' }, { bell: 'C8' }, { bell: 'D9' }]),
  ).toEqual([]);
});
