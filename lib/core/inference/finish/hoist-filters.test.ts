import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { record, runIn, type SmallWorld } from '../testing/small-world.ts';

const stock = [
  { sku: 'W-4763', on_hand: 8, minimum: 12, batch: 80, supplier: 'KT' },
  { sku: 'W-3564', on_hand: 69, minimum: 19, batch: 40, supplier: 'BRN' },
  { sku: 'W-6222', on_hand: 2, minimum: 18, batch: 90, supplier: 'KT' },
  { sku: 'W-6141', on_hand: 15, minimum: 48, batch: 30, supplier: 'BRN' },
  { sku: 'W-7336', on_hand: 54, minimum: 60, batch: 70, supplier: 'BRN' },
];

test('one order for each group of the items that are meant, and none for a group without any', async () => {
  const world = (items: typeof stock): SmallWorld => ({
    'house/list_stock': { run: () => ({ stock: items }) },
    'house/create_order': { run: () => 'ok' },
  });
  const line = (sku: string, quantity: number) => ({ sku, quantity });
  const trace = await record(
    'Make one order per supplier with all of its items below their minimum, each with its batch.',
    world(stock),
    async (call) => {
      await call('house/list_stock');
      await call('house/create_order', { supplier: 'KT', lines: [line('W-4763', 80), line('W-6222', 90)] });
      await call('house/create_order', { supplier: 'BRN', lines: [line('W-6141', 30), line('W-7336', 70)] });
    },
  );
  const { workflow } = inferWorkflow({ traces: [trace] });
  if (workflow === null) throw new Error('No workflow.');
  const now = [...stock, { sku: 'W-1498', on_hand: 82, minimum: 53, batch: 70, supplier: 'ZED' }];
  const { made } = await runIn(world(now), workflow, { writes: ['house/create_order'] });
  expect(made.map(({ args }) => args.supplier)).toEqual(['KT', 'BRN']);
});
