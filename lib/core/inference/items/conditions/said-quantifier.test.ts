import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const HIVES = [
  { hive: 'H-701', frames: [{ queen: true }, { queen: true }] },
  { hive: 'H-402', frames: [{ queen: false }] },
  { hive: 'H-553', frames: [{ queen: false }] },
  { hive: 'H-814', frames: [{ queen: true }] },
];

async function conditionOf(prompt: string) {
  const world: SmallWorld = { 'apiary/list_hives': { run: () => HIVES }, 'apiary/report': { run: () => 'ok' } };
  const trace = await record(prompt, world, async (call) => {
    await call('apiary/list_hives');
    for (const hive of ['H-402', 'H-553']) await call('apiary/report', { hive });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { program: showWorkflow(workflow), asked: questions.length };
}

test('what is missing on any of them is missing on some, where each had only one', async () => {
  const { program, asked } = await conditionOf('Report every hive where the queen is missing on any frame.');
  expect(program).toMatch(/some\(coalesce\(\w+\.frames, \[\]\), \w+ => ne\(\w+\.queen, true\)\)/);
  expect(program).not.toMatch(/not\(some/);
  expect(asked).toBe(0);
});

test('what is missing on all of them is missing on every one', async () => {
  const { program, asked } = await conditionOf('Report every hive where the queen is missing on all frames.');
  expect(program).toMatch(/every\(coalesce\(\w+\.frames, \[\]\), \w+ => ne\(\w+\.queen, true\)\)/);
  expect(asked).toBe(0);
});
