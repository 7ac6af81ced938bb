import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const MACHINES = ['press-41', 'lathe-17', 'drill-63'];

test('a domain that the user said is the input in every name below it', async () => {
  const world: SmallWorld = {
    'plant/list_machines': { run: () => ({ machines: MACHINES.map((name) => ({ name })) }) },
    'plant/register': { run: () => 'ok' },
  };
  const prompt = 'Register all machines in our domain (floor2.plant.example), each as <name>.floor2.plant.example.';
  const trace = await record(prompt, world, async (call) => {
    await call('plant/list_machines');
    for (const name of MACHINES) await call('plant/register', { host: `${name}.floor2.plant.example` });
  });
  const { workflow } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toMatch(/host: `\$\{\w+\.name\}\.\$\{\$\w+\}`/);
  expect(workflow?.inputs.map((input) => input.default)).toEqual(['floor2.plant.example']);
});
