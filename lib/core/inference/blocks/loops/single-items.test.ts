import { describe, expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

type Script = Parameters<typeof record>[2];

async function shown(prompt: string, world: SmallWorld, script: Script) {
  const { workflow, questions } = inferWorkflow({ traces: [await record(prompt, world, script)] });
  return { program: showWorkflow(workflow), questions: questions.map(({ text }) => text) };
}

const bills = [
  { bill: 'b-401', sum: 900, shop: 's-11' },
  { bill: 'b-402', sum: 20, shop: 's-12' },
  { bill: 'b-403', sum: 35, shop: 's-11' },
  { bill: 'b-404', sum: 700, shop: 's-12' },
];
const clerks: Readonly<Record<string, string>> = { 's-11': 'ann@till.example', 's-12': 'bob@till.example' };
const world: SmallWorld = {
  'till/list_bills': { run: () => ({ bills: bills.map((bill) => ({ ...bill })) }) },
  'till/get_shop': { run: ({ shop }) => ({ shop: String(shop), clerk: clerks[String(shop)] ?? null }) },
  'till/pay': { run: () => 'ok' },
  'till/ask': { run: () => 'ok' },
  'till/greet': { run: () => 'ok' },
};
const PAY = 'Go through the bills. Up to 100 pay them. Above 100 ask the clerk of its shop about the bill.';
const perBill = [
  'for bill of bills.bills',
  '  if gt(bill.sum, $minSum)',
  '    shop = get_shop(shop: bill.shop)',
  '    ask = ask(bill: bill.bill, mail: shop.clerk)',
  '  else',
  '    pay = pay(bill: bill.bill)',
].join('\n');

describe('a look-up of what several items have in common', () => {
  test('is a part of what is done with one item, where each item has calls of its own', async () => {
    const { program, questions } = await shown(PAY, world, async (call) => {
      await call('till/list_bills');
      for (const { bill, sum, shop } of bills) {
        if (sum <= 100) await call('till/pay', { bill });
        else {
          await call('till/get_shop', { shop });
          await call('till/ask', { bill, mail: clerks[shop] ?? '' });
        }
      }
    });
    expect(program).toContain(perBill);
    expect(questions).toEqual([]);
  });

  test('is so too where all look-ups were made before the rest', async () => {
    const { program } = await shown(PAY, world, async (call) => {
      await call('till/list_bills');
      for (const { sum, shop } of bills) if (sum > 100) await call('till/get_shop', { shop });
      for (const { bill, sum, shop } of bills) {
        if (sum <= 100) await call('till/pay', { bill });
        else await call('till/ask', { bill, mail: clerks[shop] ?? '' });
      }
    });
    expect(program).toContain(perBill);
  });

  test('is made again for each item where the recording made it again', async () => {
    const { program } = await shown('Ask the clerk of its shop about each of the bills.', world, async (call) => {
      await call('till/list_bills');
      for (const { bill, shop } of bills) {
        await call('till/get_shop', { shop });
        await call('till/ask', { bill, mail: clerks[shop] ?? '' });
      }
    });
    expect(program).toContain('for bill of bills.bills\n  shop = get_shop(shop: bill.shop)\n  ask = ask(');
  });

  test('is made for each group, where only groups have calls', async () => {
    const { program } = await shown('Greet the clerk of every shop that has bills.', world, async (call) => {
      await call('till/list_bills');
      for (const shop of ['s-11', 's-12']) {
        await call('till/get_shop', { shop });
        await call('till/greet', { mail: clerks[shop] ?? '' });
      }
    });
    expect(program).toMatch(/for \w+ of (groupBy|uniqueBy)\(bills\.bills/);
  });

  test('is made for each group, where a group has a loop of its own', async () => {
    const { program } = await shown(
      'For every shop look up the clerk, then ask the clerk about each bill of the shop.',
      world,
      async (call) => {
        await call('till/list_bills');
        for (const shop of ['s-11', 's-12']) {
          await call('till/get_shop', { shop });
          for (const { bill } of bills.filter((one) => one.shop === shop))
            await call('till/ask', { bill, mail: clerks[shop] ?? '' });
        }
      },
    );
    expect(program).toMatch(/for \w+ of groupBy\(bills\.bills/);
  });

  test('is made for each group, where the user wants one of each by some order', async () => {
    const more = [...bills, { bill: 'b-405', sum: 300, shop: 's-11' }, { bill: 'b-406', sum: 50, shop: 's-12' }];
    const { program } = await shown(
      'For each shop look up the clerk and ask about the highest bill of the shop.',
      { ...world, 'till/list_bills': { run: () => ({ bills: more.map((bill) => ({ ...bill })) }) } },
      async (call) => {
        await call('till/list_bills');
        for (const [shop, bill] of [
          ['s-11', 'b-401'],
          ['s-12', 'b-404'],
        ] as const) {
          await call('till/get_shop', { shop });
          await call('till/ask', { bill, mail: clerks[shop] ?? '' });
        }
      },
    );
    expect(program).toMatch(/for \w+ of groupBy\(bills\.bills/);
  });
});
