import { expect, test } from 'vitest';
import type { JsonObject } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

test('what one round made, the next rounds find: each write goes with its own round', async () => {
  const shelves: JsonObject[] = [];
  const crates = ['fine', 'raw', 'fine', 'raw', 'fine'].map((grade, at) => ({ ref: `c-${417 + at * 6}`, grade }));
  const world: SmallWorld = {
    'mill/list_crates': { run: () => ({ crates }) },
    'mill/find_shelves': { run: ({ label }) => ({ matches: shelves.filter((shelf) => shelf.label === label) }) },
    'mill/create_shelf': {
      run: ({ label }) => {
        shelves.push({ shelf_no: `N-${83_622 + shelves.length * 411}`, label: label ?? '' });
        return shelves.at(-1) ?? null;
      },
    },
    'mill/post_note': { run: () => 'ok' },
  };
  const prompt =
    'For each crate find the shelf whose label is the grade of the crate, create it if there is none, and post a note with its shelf no as text.';
  const trace = await record(prompt, world, async (call) => {
    await call('mill/list_crates');
    for (const { grade } of crates) {
      await call('mill/find_shelves', { label: grade });
      if (!shelves.some(({ label }) => label === grade)) await call('mill/create_shelf', { label: grade });
      await call('mill/post_note', { text: shelves.find(({ label }) => label === grade)?.shelf_no ?? null });
    }
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow).match(/post_note/g)).toHaveLength(1);
  expect(questions).toEqual([]);
});
