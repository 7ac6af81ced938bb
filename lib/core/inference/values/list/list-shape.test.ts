import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const VANS = [
  { ref: 'v-17', label: 'Grey one of 1998', phase: 'waiting', seats: 6 },
  { ref: 'v-23', label: 'Blue one of 2004', phase: 'sold', seats: 8 },
  { ref: 'v-31', label: 'Old bus of 1971', phase: 'sold', seats: 9 },
];

/** What one note about vans becomes, in a recording in which one van alone was meant. */
async function noteOf(prompt: string): Promise<string> {
  const world: SmallWorld = {
    'yard/list_vans': { run: () => ({ vans: VANS }) },
    'yard/post_note': { run: () => 'ok' },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('yard/list_vans');
    await call('yard/post_note', { first_cell: '- Grey one of 1998 (v-17)' });
  });
  return showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
}

test('a line for each is a list of lines, also where the recording had one line alone', async () => {
  const program = await noteOf(
    'Look at the vans with the phase "waiting" and post a note with the first cell one line for each: "- <label> (<ref>)".',
  );
  expect(program).toContain(
    'join(map(filter(vans.vans, van => eq(van.phase, $phase)), van2 => `- ${van2.label} (${van2.ref})`), "\\n")',
  );
});

test('a text about the one that was looked for is no list', async () => {
  const program = await noteOf(
    'Look for the van with the phase "waiting" and post a note with the first cell "- <label> (<ref>)".',
  );
  expect(program).toContain('find(vans.vans, van => eq(van.phase, $phase)).label');
});
