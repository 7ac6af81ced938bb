import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

test('a value that the user named for where there is none is used just there', async () => {
  const wards = [
    { ward: 1, on_duty: 'n-8325' },
    { ward: 5, on_duty: null },
    { ward: 3, on_duty: 'n-9aba' },
  ];
  const requests = [
    { request: 'q-1208', ward: 1 },
    { request: 'q-0767', ward: 3 },
    { request: 'q-0518', ward: 5 },
  ];
  const world: SmallWorld = {
    'ward/list_wards': { run: () => wards },
    'ward/list_requests': { run: () => requests },
    'ward/assign': { run: () => ({ ok: true }) },
  };
  const trace = await record(
    'Each request goes to whoever is on duty in its ward; where nobody is, n-boss takes it.',
    world,
    async (call) => {
      await call('ward/list_wards');
      await call('ward/list_requests');
      for (const { request, ward } of requests)
        await call('ward/assign', { request, nurse: wards.find((one) => one.ward === ward)?.on_duty ?? 'n-boss' });
    },
  );
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toMatch(
    /nurse: coalesce\(find\(wards, (\w+) => eq\(\1\.ward, request\.ward\)\)\.on_duty, \$\w+\)/,
  );
  expect(questions).toEqual([]);
});
