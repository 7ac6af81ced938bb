import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const SACKS = [
  { ref: 's-417', grade: 'fine', weight: 55, marks: ['dry', 'new'], note: null },
  { ref: 's-423', grade: 'raw', weight: 60, marks: ['dry'], note: 'torn' },
  { ref: 's-431', grade: 'fine', weight: 31, marks: ['dry'], note: null },
  { ref: 's-448', grade: 'fine', weight: 70, marks: ['new'], note: null },
];

/** The loop over sacks of a program derived from rows for some of them. */
async function loopOf(prompt: string, refs: readonly string[]): Promise<string> {
  const world: SmallWorld = {
    'mill/list_sacks': { run: () => ({ sacks: SACKS }) },
    'mill/append_row': { run: () => 'ok' },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('mill/list_sacks');
    for (const ref of refs) await call('mill/append_row', { sheet: 'T-17', first_cell: ref });
  });
  const lines = showWorkflow(inferWorkflow({ traces: [trace] }).workflow).split('\n');
  return lines.find((line) => line.startsWith('for ')) ?? '';
}

test('how many the user wanted holds although there were no more, and a first cell is no first of anything', async () => {
  const loop = await loopOf(
    'Of the sacks that have "dry" among their marks and without a note, take the 2 with the highest weight, and for each append a row in sheet T-17 with its ref as first cell.',
    ['s-417', 's-431'],
  );
  expect(loop).toMatch(/^for sack of sort\(filter\(sacks\.sacks, .*weight desc, take \$limit\)$/);
});

test('a new id is not the newest of anything, and that a list has an entry is not that it has the one that was said', async () => {
  const bookings = [
    { ref: 3121, price: 200, tags: ['express'] },
    { ref: 3124, price: 190, tags: ['express', 'dry'] },
    { ref: 3130, price: 310, tags: [] },
    { ref: 3127, price: 120, tags: ['express'] },
    { ref: 3133, price: 260, tags: ['dry', 'express'] },
  ];
  const world: SmallWorld = {
    'desk/list_bookings': { run: () => bookings },
    'desk/post_entry': { run: ({ details }) => ({ entry_id: `E${Number(details) * 27}` }) },
    'desk/append_row': { run: () => 'ok' },
  };
  const prompt =
    'For each of the bookings with a price of more than 154 and that have "express" among their tags post an entry with its ref as details, then append a row with the new entry id as first cell.';
  const trace = await record(prompt, world, async (call) => {
    await call('desk/list_bookings');
    for (const { ref } of bookings.filter(({ price, tags }) => price > 154 && tags.includes('express'))) {
      const entry = (await call('desk/post_entry', { details: ref })) as { readonly entry_id: string };
      await call('desk/append_row', { first_cell: entry.entry_id });
    }
  });
  const lines = showWorkflow(inferWorkflow({ traces: [trace] }).workflow).split('\n');
  const loop = lines.find((line) => line.startsWith('for ')) ?? '';
  expect(loop).not.toContain('sort');
  expect(loop).toContain('gt(booking2.price, $minPrice)');
  expect(loop).toContain('has(booking2.tags, $tag)');
});
