import { expect, test } from 'vitest';
import { shown } from '../testing/shown.ts';
import type { SmallWorld } from '../testing/small-world.ts';

const beds: Readonly<Record<string, readonly { bed: number; plant: string }[]>> = {
  'g-41': [
    { bed: 1, plant: 'leek' },
    { bed: 2, plant: 'oat' },
  ],
  'g-57': [{ bed: 1, plant: 'rye' }],
  'g-63': [
    { bed: 1, plant: 'pea' },
    { bed: 2, plant: 'kale' },
  ],
};
const gardens = Object.keys(beds).map((garden, at) => ({ garden, name: ['North', 'South', 'Hill'][at] ?? '' }));

test('a call whose answer is used in a round of a loop is in that round, whatever it was given', async () => {
  let made = 0;
  const world: SmallWorld = {
    'farm/list_gardens': { run: () => gardens },
    'farm/list_beds': { run: ({ garden }) => [...(beds[String(garden)] ?? [])] },
    'shop/order_tag': {
      run: () => {
        made += 1;
        return { tag: `TG-77${made}0${made}` };
      },
    },
    'farm/set_tag': { run: () => ({ ok: true }) },
  };
  const said = 'Order a tag "<garden> <bed>" for every bed of every garden and set it on the bed.';
  const { program, questions } = await shown(said, world, async (call) => {
    await call('farm/list_gardens');
    for (const { garden, name } of gardens) {
      await call('farm/list_beds', { garden });
      for (const { bed } of beds[garden] ?? []) {
        const { tag } = (await call('shop/order_tag', { text: `${name} ${bed}` })) as { tag: string };
        await call('farm/set_tag', { garden, bed, tag });
      }
    }
  });
  expect(program).toContain('orderTag = order_tag(text: `${garden.name} ${bed.bed}`)');
  expect(program).toContain('tag: orderTag.tag');
  expect(program.match(/for /g)).toHaveLength(2);
  expect(questions).toEqual([]);
});
