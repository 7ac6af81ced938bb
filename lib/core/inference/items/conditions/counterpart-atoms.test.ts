import { describe, expect, test } from 'vitest';
import type { Json } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const SUPPLIED = [
  { sku: 'W-3922', price: 1290 },
  { sku: 'W-1945', price: 2450 },
  { sku: 'W-3690', price: 1799 },
  { sku: 'W-1320', price: 990 },
];

/** Sets the price of some wares of the shop to the supplier's. */
async function priced(prompt: string, wares: readonly { readonly [name: string]: Json }[], taken: readonly string[]) {
  const world: SmallWorld = {
    'supplier/list_prices': { run: () => ({ prices: SUPPLIED }) },
    'shop/list_wares': { run: () => ({ wares: [...wares] }) },
    'shop/set_price': { run: () => 'ok' },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('supplier/list_prices');
    await call('shop/list_wares');
    for (const sku of taken)
      await call('shop/set_price', {
        ware: String(wares.find((ware) => String(ware.name).startsWith(sku))?.ref),
        price: SUPPLIED.find((price) => price.sku === sku)?.price ?? 0,
      });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { program: showWorkflow(workflow), questions: questions.map(({ text }) => text) };
}

const ware = (name: string, price: number, ref: string): { readonly [name: string]: Json } => ({ name, price, ref });

describe('an item is compared with the record that goes with it in another list', () => {
  test('by an id: wares that have another price than the supplier, and none that the supplier does not have', async () => {
    const { program, questions } = await priced(
      "Wherever a ware's price differs from the supplier's, set it to the supplier's.",
      [
        ware('W-1945', 2450, 'wr-51'),
        ware('W-3922', 1190, 'wr-62'),
        ware('W-7777', 4000, 'wr-73'),
        ware('W-1320', 1090, 'wr-84'),
        ware('W-3690', 1799, 'wr-95'),
      ],
      ['W-3922', 'W-1320'],
    );
    expect(questions).toEqual([]);
    expect(program).toMatch(
      /some\(prices\.prices, entry => and\(eq\(entry\.sku, (\w+)\.name\), ne\(entry\.price, \1\.price\)\)\)/,
    );
  });

  test('by a name that the user wrote with a hole', async () => {
    const { program, questions } = await priced(
      'The ware of a supplied thing is called <sku>.retail. Correct the price of the wares that do not match.',
      [
        ware('W-1945.retail', 2450, 'wr-51'),
        ware('W-3922.retail', 1190, 'wr-62'),
        ware('W-7777.retail', 4000, 'wr-73'),
        ware('W-1320.retail', 1090, 'wr-84'),
        ware('W-3690.retail', 1799, 'wr-95'),
      ],
      ['W-3922', 'W-1320'],
    );
    expect(questions).toEqual([]);
    expect(program).toMatch(/eq\(`\$\{entry\.sku\}\.retail`, (\w+)\.name\), ne\(entry\.price, \1\.price\)/);
  });
});
