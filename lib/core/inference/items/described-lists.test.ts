import { expect, test } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const SENSORS: readonly JsonObject[] = [
  { ref: 's-1', markers: ['cold', 'new'], weight: 40, asleep: false },
  { ref: 's-2', markers: ['new'], weight: 90, asleep: true },
  { ref: 's-3', markers: ['cold'], weight: 12, asleep: true },
  { ref: 's-4', markers: ['cold'], weight: 71, asleep: false },
];

/** The last line of the program for one note about a list. */
async function noteOf(described: string, text: string): Promise<string> {
  const world: SmallWorld = {
    'lab/list_sensors': { run: () => ({ sensors: SENSORS }) },
    'lab/list_people': { run: () => ({ people: [{ name: 'Ann' }, { name: 'Bo' }, { name: 'Cy' }] }) },
    'lab/post_note': { run: () => 'posted' },
  };
  const trace = await record(
    `Look at the sensors ${described} and post a note "<count> sensors, <sum of weight> in all".`,
    world,
    async (call) => {
      await call('lab/list_people');
      await call('lab/list_sensors');
      await call('lab/post_note', { text });
    },
  );
  return (
    showWorkflow(inferWorkflow({ traces: [trace] }).workflow)
      .split('\n')
      .at(-1) ?? ''
  );
}

test.each([
  ['that have "cold" among their markers', '3 sensors, 123 in all', 'has(sensor.markers, $marker)'],
  ['with a weight of at least 40', '3 sensors, 201 in all', 'ge(sensor.weight, $minWeight)'],
  ['that are not asleep', '2 sensors, 111 in all', 'ne(sensor.asleep, true)'],
])('figures are of the sensors %s, where the user spoke of those', async (described, text, condition) => {
  const list = `filter(sensors.sensors, sensor => ${condition})`;
  const line = await noteOf(described, text);
  expect(line).toContain(`\${count(${list})} sensors`);
  expect(line).toContain(`sum(map(${list}`);
});

test('a figure of the one sensor that was named is no sum: where there is none it would be 0', async () => {
  const world: SmallWorld = {
    'lab/list_sensors': { run: () => ({ sensors: SENSORS }) },
    'lab/post_note': { run: () => 'ok' },
  };
  const prompt = 'Look for the sensor whose ref is s-4 and post a note with its weight as figure.';
  const trace = await record(prompt, world, async (call) => {
    await call('lab/list_sensors');
    await call('lab/post_note', { figure: 71 });
  });
  expect(showWorkflow(inferWorkflow({ traces: [trace] }).workflow)).toContain(
    'figure: find(sensors.sensors, sensor => eq(sensor.ref, $ref)).weight',
  );
});
