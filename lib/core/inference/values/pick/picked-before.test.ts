import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record } from '../../testing/small-world.ts';

const files = [
  { file: 'f-501', name: 'plan-a0.txt', changed: '2026-10-21T00:36:00Z', size: 71 },
  { file: 'f-223', name: 'plan-h1.txt', changed: '2026-09-01T08:07:00Z', size: 28 },
  { file: 'f-787', name: 'plan-o2.txt', changed: '2026-11-25T02:07:00Z', size: 81 },
];

test('of the item that was picked for one call another member is used in a later one', async () => {
  const trace = await record(
    'Give the most recently changed file the mark "valid", and post "Newest: <name>".',
    {
      'store/list_files': { run: () => ({ files }) },
      'store/mark_file': { run: (args) => ({ file: args.file ?? null }) },
      'talk/post': { run: () => 'ok' },
    },
    async (call) => {
      await call('store/list_files');
      await call('store/mark_file', { file: 'f-787', mark: 'valid' });
      await call('talk/post', { text: 'Newest: plan-o2.txt' });
    },
  );
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toMatch(
    /text: `Newest: \$\{first\(sort\(files\.files, \w+\.changed desc, take 1\)\)\.name\}`/,
  );
  expect(questions).toEqual([]);
});
