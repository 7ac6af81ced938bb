import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const BOOKINGS: Readonly<Record<string, readonly { ref: string; state: string; weight: number }[]>> = {
  'R-10': [
    { ref: 'b-31', state: 'waiting', weight: 70 },
    { ref: 'b-32', state: 'done', weight: 12 },
  ],
  'R-20': [
    { ref: 'b-41', state: 'done', weight: 90 },
    { ref: 'b-42', state: 'waiting', weight: 66 },
  ],
  'R-30': [{ ref: 'b-51', state: 'done', weight: 15 }],
};

test('all items of each list are meant where the user says so, also where each list happened to have one', async () => {
  const world: SmallWorld = {
    'inn/list_rooms': { run: () => Object.keys(BOOKINGS).map((room) => ({ room })) },
    'inn/list_bookings': { run: ({ room }) => [...(BOOKINGS[String(room)] ?? [])] },
    'inn/remind': { run: () => 'ok' },
  };
  const prompt = 'Go through every room and remind all of its bookings with the state "waiting", with the weight.';
  const trace = await record(prompt, world, async (call) => {
    await call('inn/list_rooms');
    for (const [room, bookings] of Object.entries(BOOKINGS)) {
      await call('inn/list_bookings', { room });
      for (const { ref, state, weight } of bookings) if (state === 'waiting') await call('inn/remind', { ref, weight });
    }
  });
  expect(showWorkflow(inferWorkflow({ traces: [trace] }).workflow)).toBe(
    [
      'rooms = list_rooms()',
      'for room of rooms',
      '  bookings = list_bookings(room: room.room)',
      '  for booking of filter(bookings, booking2 => eq(booking2.state, $state))',
      '    remind = remind(ref: booking.ref, weight: booking.weight)',
    ].join('\n'),
  );
});
