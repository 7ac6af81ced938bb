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
