import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const WORLD: SmallWorld = {
  'shelf/list_racks': { run: () => [{ rack: 'rk-771', label: 'north.attic' }] },
  'shelf/add_box': { run: () => 'ok' },
};

test('the listed words are the items, also where each call has something after its word', async () => {
  const prompt = 'Add the boxes screws, docs and cables to the rack north.attic, colour teal.';
  const trace = await record(prompt, WORLD, async (call) => {
    await call('shelf/list_racks');
    for (const box of ['screws', 'docs', 'cables'])
      await call('shelf/add_box', { rack: 'rk-771', name: `${box}.north.attic`, colour: 'teal' });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  const program = showWorkflow(workflow);
  expect(program).toMatch(/for (\w+) of \$names\n.*name: `\$\{\1\}\.\$\{/);
  expect(workflow?.inputs.find(({ name }) => name === 'names')?.default).toEqual(['screws', 'docs', 'cables']);
  expect(questions.map(({ text }) => text)).not.toContainEqual(expect.stringContaining('was called 3 times'));
});
