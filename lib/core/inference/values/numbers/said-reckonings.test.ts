import { expect, test } from 'vitest';
import { writeAfter } from '../../testing/write-after.ts';

const listing = { record: 'R570', price: { amount: 844_000 }, seats: 48 };

test.each([
  ['Cut the price by 20000.', { price: 824_000 }, 'price: sub(record.price.amount, $amount)'],
  ['Raise the price by 10%.', { price: 928_400 }, 'price: div(mul(record.price.amount, add(100, $percent)), 100)'],
  ['Add 12 seats.', { seats: 60 }, 'seats: add(record.seats, $seats)'],
])('a known number and one that the user named: %s', async (prompt, args, shown) => {
  expect(await writeAfter(prompt, listing, args)).toContain(shown);
});

test('without a word for it numbers that fit by chance are no reckoning', async () => {
  expect(await writeAfter('Book room 12 for the group.', listing, { seats: 60 })).not.toContain('add(');
});
