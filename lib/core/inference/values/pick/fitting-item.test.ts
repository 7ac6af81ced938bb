import { describe, expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const halls = [
  { hall_id: 'ha-31', seats: 4, price: 20 },
  { hall_id: 'ha-32', seats: 10, price: 55 },
  { hall_id: 'ha-33', seats: 12, price: 50 },
  { hall_id: 'ha-34', seats: 30, price: 90 },
  { hall_id: 'ha-35', seats: 8, price: 30 },
];
const parties = [
  { party_id: 'pa-71', guests: 6 },
  { party_id: 'pa-72', guests: 11 },
  { party_id: 'pa-73', guests: 25 },
  { party_id: 'pa-74', guests: 40 },
  { party_id: 'pa-75', guests: 3 },
];
const OFFERS: Readonly<Record<string, readonly { offer_id: string; price: number; days: number }[]>> = {
  'rq-1': [
    { offer_id: 'of-11', price: 300, days: 5 },
    { offer_id: 'of-12', price: 250, days: 20 },
    { offer_id: 'of-13', price: 280, days: 9 },
  ],
  'rq-2': [
    { offer_id: 'of-21', price: 90, days: 3 },
    { offer_id: 'of-22', price: 70, days: 10 },
  ],
  'rq-3': [{ offer_id: 'of-31', price: 500, days: 30 }],
  'rq-4': [
    { offer_id: 'of-41', price: 60, days: 7 },
    { offer_id: 'of-42', price: 61, days: 2 },
    { offer_id: 'of-43', price: 10, days: 14 },
  ],
};

async function shown(prompt: string, world: SmallWorld, script: Parameters<typeof record>[2]) {
  const { workflow, questions } = inferWorkflow({ traces: [await record(prompt, world, script)] });
  return { program: showWorkflow(workflow), questions: questions.map(({ text }) => text) };
}

describe('the first item that fits, for each of other items', () => {
  test('may have to fit the other item, and where none does the other way is gone', async () => {
    const world: SmallWorld = {
      'inn/list_parties': { run: () => ({ parties }) },
      'inn/list_halls': { run: () => ({ halls }) },
      'inn/book': { run: () => 'ok' },
      'inn/flag': { run: () => 'ok' },
    };
    const { program, questions } = await shown(
      'For each party book the cheapest hall that has enough seats for its guests. If no hall is big enough, flag the party with "no hall".',
      world,
      async (call) => {
        await call('inn/list_parties');
        await call('inn/list_halls');
        for (const { party_id, guests } of parties) {
          const [hall] = halls.filter(({ seats }) => seats >= guests).sort((a, b) => a.price - b.price);
          if (hall === undefined) await call('inn/flag', { party_id, reason: 'no hall' });
          else await call('inn/book', { party_id, hall_id: hall.hall_id });
        }
      },
    );
    expect(program).toMatch(/if some\(halls\.halls, (\w+) => ge\(\1\.seats, party\.guests\)\)/);
    expect(program).toMatch(/hall_id: first\(sort\(filter\(.*\w+\.price asc, take 1\)\)\.hall_id/);
    expect(program).toContain('else');
    expect(questions).toEqual([]);
  });

  test('may have to fit a number of the user', async () => {
    const world: SmallWorld = {
      'buy/list_requests': { run: () => ({ requests: Object.keys(OFFERS).map((request_id) => ({ request_id })) }) },
      'buy/list_offers': { run: ({ request_id }) => ({ offers: [...(OFFERS[String(request_id)] ?? [])] }) },
      'buy/accept': { run: () => 'ok' },
      'buy/note': { run: () => 'ok' },
    };
    const { program, questions } = await shown(
      'For each request accept the cheapest offer that can be delivered within 10 days. Requests without such an offer get the note "no offer in time".',
      world,
      async (call) => {
        await call('buy/list_requests');
        for (const [request_id, offers] of Object.entries(OFFERS)) {
          await call('buy/list_offers', { request_id });
          const [offer] = offers.filter(({ days }) => days <= 10).sort((a, b) => a.price - b.price);
          if (offer === undefined) await call('buy/note', { request_id, text: 'no offer in time' });
          else await call('buy/accept', { offer_id: offer.offer_id });
        }
      },
    );
    expect(program).toMatch(/if some\(offers\.offers, (\w+) => le\(\1\.days, \$\w+\)\)/);
    expect(program).toMatch(/offer_id: first\(sort\(filter\(offers\.offers, .*\w+\.price asc, take 1\)\)\.offer_id/);
    expect(questions).toEqual([]);
  });
});
