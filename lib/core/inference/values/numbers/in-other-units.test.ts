import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';
import { writeAfter } from '../../testing/write-after.ts';
import { ratioOf, unitOf } from './units.ts';

test('names that end with units of one kind are told apart by their ratio', () => {
  expect(ratioOf(unitOf(['weight', 'gram']), unitOf(['weight', 'kg']))).toBe(1000);
  expect(ratioOf(unitOf(['hour']), unitOf(['minute']))).toBe(1 / 60);
  expect(ratioOf(unitOf(['gram']), unitOf(['minute']))).toBeNull();
  expect(unitOf(['weight'])).toBeNull();
});

test('a number is given in the unit that the argument is named after', async () => {
  expect(
    await writeAfter('Note how long it took.', { ref: 'J-77', duration_s: 740_460 }, { minutes: 12_341 }),
  ).toContain('minutes: div(record.duration_s, 60)');
});

test('so is a sum, here of the parcels that are ready, by carrier', async () => {
  const shipments = [
    { ref: 'p-101', status: 'READY', carrier: 'Swift', weightGrams: 7830 },
    { ref: 'p-102', status: 'READY', carrier: 'Postly', weightGrams: 6910 },
    { ref: 'p-103', status: 'IN_TRANSIT', carrier: 'Nightline', weightGrams: 5310 },
    { ref: 'p-104', status: 'READY', carrier: 'Swift', weightGrams: 5430 },
    { ref: 'p-105', status: 'IN_TRANSIT', carrier: 'Postly', weightGrams: 900 },
  ];
  const world: SmallWorld = {
    'parcels/list': { run: () => ({ shipments }) },
    'parcels/book_pickup': { run: () => 'ok' },
  };
  const trace = await record(
    'Book one pickup per carrier which has parcels that are ready, with their number and total weight in kg.',
    world,
    async (call) => {
      await call('parcels/list');
      await call('parcels/book_pickup', { carrier: 'Swift', parcels: 2, weightKg: 13.26 });
      await call('parcels/book_pickup', { carrier: 'Postly', parcels: 1, weightKg: 6.91 });
    },
  );
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  const program = showWorkflow(workflow);
  expect(program).toMatch(/for \w+ of groupBy\(filter\(\w+\.shipments, \w+ => eq\(\w+\.status, "READY"\)\)/);
  expect(program).toMatch(/weightKg: div\(sum\(map\(\w+\.items, \w+ => \w+\.weightGrams\)\), 1000\)/);
  expect(questions).toEqual([]);
});
