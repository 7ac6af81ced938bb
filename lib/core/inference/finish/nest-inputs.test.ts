import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const crates = ['A1', 'B2', 'C3', 'D4'].map((id, at) => ({ id, grams: [18200, 9100, 21050, 12000][at] ?? 0 }));
const world: SmallWorld = { 'dock/list': { run: () => ({ crates }) }, 'dock/note': { run: () => 'ok' } };

async function programOf(text: string): Promise<string> {
  const trace = await record(`Every crate of more than 15000 grams gets the note "${text}".`, world, async (call) => {
    await call('dock/list', {});
    for (const crate of ['A1', 'C3']) await call('dock/note', { crate, text });
  });
  return showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
}

test('a limit that stands in a text of the user too is the same limit there', async () => {
  expect(await programOf('Over 15000 grams, split it')).toMatch(/text: `Over \$\{\$\w+\} grams, split it`/);
});

test('a text without it is the text that the user gave', async () => {
  expect(await programOf('Split it, please')).toMatch(/text: \$\w+/);
});
