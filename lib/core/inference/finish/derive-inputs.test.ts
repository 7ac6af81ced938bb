import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

test('what stands only inside another input is a piece of it', async () => {
  const teams = [
    { key: 'WEB', id: 't-91ab' },
    { key: 'OPS', id: 't-73cd' },
  ];
  const world: SmallWorld = {
    'track/list_teams': { run: () => teams },
    'track/assign': { run: () => ({ ok: true }) },
  };
  const trace = await record('Hand OPS-605 over to its team.', world, async (call) => {
    await call('track/list_teams');
    await call('track/assign', { issue: 'OPS-605', team_id: 't-73cd' });
  });
  const { workflow } = inferWorkflow({ traces: [trace] });
  expect(workflow?.inputs.map(({ default: value }) => value)).toEqual(['OPS-605']);
  expect(showWorkflow(workflow)).toContain('first(split($issue, "-"))');
});
