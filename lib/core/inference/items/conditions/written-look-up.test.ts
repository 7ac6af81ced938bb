import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const HIVES = [
  { name: 'linden', keeper: 'kp-7713' },
  { name: 'clover', keeper: 'kp-2048' },
  { name: 'heather', keeper: 'kp-5596' },
];
const JARS = ['heather.honey', 'linden.honey', 'clover.honey'];

test('what belongs to a thing is looked up by the name that it has there', async () => {
  const world: SmallWorld = {
    'farm/list_hives': { run: () => ({ hives: HIVES }) },
    'farm/list_jars': { run: () => ({ jars: JARS.map((label) => ({ label, full: true })) }) },
    'farm/assign': { run: () => 'ok' },
  };
  const prompt = 'The jar of a hive is called <name>.honey. Assign every jar to the keeper of its hive.';
  const trace = await record(prompt, world, async (call) => {
    await call('farm/list_hives');
    await call('farm/list_jars');
    for (const label of JARS) {
      const hive = HIVES.find(({ name }) => label.startsWith(name));
      await call('farm/assign', { jar: label, to: hive?.keeper ?? '' });
    }
  });
  const { workflow } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toMatch(
    /to: find\(hives\.hives, (\w+) => eq\(`\$\{\1\.name\}\.honey`, \w+\.label\)\)\.keeper/,
  );
});
