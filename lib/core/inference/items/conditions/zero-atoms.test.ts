import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const passes = [
  { card: 'pk-81', rides_left: '4' },
  { card: 'pk-27', rides_left: '' },
  { card: 'pk-33', rides_left: '0' },
  { card: 'pk-64', rides_left: '12' },
  { card: 'pk-52', rides_left: '-1' },
  { card: 'pk-70', rides_left: '5' },
];

test('a negative value is one below zero, also in a list inside of each item', async () => {
  const votes = (...values: readonly number[]) => values.map((value, at) => ({ by: `user${at}`, value }));
  const drafts = [
    { draft: 'dr-101', votes: votes(2) },
    { draft: 'dr-205', votes: votes(2, -1) },
    { draft: 'dr-309', votes: votes(1) },
    { draft: 'dr-413', votes: votes(1, 2) },
    { draft: 'dr-517', votes: votes() },
    { draft: 'dr-621', votes: votes(2, 0) },
    { draft: 'dr-725', votes: votes(-2, 2) },
  ];
  const world: SmallWorld = {
    'desk/list_drafts': { run: () => ({ drafts }) },
    'desk/publish': { run: () => 'ok' },
  };
  const trace = await record(
    'Publish every draft with a +2 from somebody and no negative vote.',
    world,
    async (call) => {
      await call('desk/list_drafts');
      for (const draft of ['dr-101', 'dr-413', 'dr-621']) await call('desk/publish', { draft });
    },
  );
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(questions.map(({ text }) => text)).toEqual([]);
  expect(showWorkflow(workflow)).toMatch(/has\(map\(.*\.votes.*entry\.value\), \$\w+\)/);
  expect(showWorkflow(workflow)).toMatch(/not\(some\(.*lt\(entry\.value, 0\)/);
});

test('nothing left is zero or below, and what has some left up to a number is in between, blanks on neither side', async () => {
  const world: SmallWorld = {
    'bus/list_passes': { run: () => ({ passes }) },
    'bus/block_card': { run: () => 'ok' },
    'bus/remind': { run: () => 'ok' },
  };
  const trace = await record(
    'Go through the passes: no rides left, block the card; 5 rides or fewer, remind the holder.',
    world,
    async (call) => {
      await call('bus/list_passes');
      await call('bus/remind', { card: 'pk-81' });
      await call('bus/block_card', { card: 'pk-33' });
      await call('bus/block_card', { card: 'pk-52' });
      await call('bus/remind', { card: 'pk-70' });
    },
  );
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  const program = showWorkflow(workflow);
  expect(questions.map(({ text }) => text)).toEqual([]);
  expect(program).toMatch(/le\(toNumber\(\w+\.rides_left\), 0\)\)\n\s+blockCard/);
  expect(program).toMatch(
    /gt\(toNumber\(\w+\.rides_left\), 0\).*le\(toNumber\(\w+\.rides_left\), \$\w+\).*\n\s+remind/,
  );
});

test('things that the user asks about by their name are there where there are more than none of them', async () => {
  const rooms = [2, 0, 1, 0, 3].map((beds, at) => ({ room: `rm-${at}7a`, beds }));
  const world: SmallWorld = {
    'inn/list_rooms': { run: () => rooms },
    'inn/heat': { run: () => 'ok' },
  };
  const trace = await record('Heat the rooms that have beds.', world, async (call) => {
    await call('inn/list_rooms');
    for (const { room, beds } of rooms) if (beds > 0) await call('inn/heat', { room });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toMatch(/filter\(rooms, \w+ => gt\(\w+\.beds, 0\)\)/);
  expect(questions).toEqual([]);
});
