import { describe, expect, test } from 'vitest';
import { shown } from '../testing/shown.ts';
import type { SmallWorld } from '../testing/small-world.ts';

const couriers = [
  { id: 5585, label: 'Ann Okafor', state: 'finished', due_on: '2026-03-03' },
  { id: 5591, label: 'Chloe Tanaka', state: 'pending', due_on: '2026-02-20' },
  { id: 5594, label: 'Dov Levin', state: 'active', due_on: '2026-03-03' },
  { id: 5597, label: 'Chloe Tanaka', state: 'waiting', due_on: '2026-03-22' },
  { id: 5609, label: 'Ann Okafor', state: 'shipped', due_on: '2026-03-11' },
];
const vehicles = [
  { code: 7189, status: 'shipped', starts_on: '2026-03-20', keeper: 5609 },
  { code: 7192, status: 'waiting', starts_on: '2026-03-21', keeper: 5591 },
  { code: 7195, status: 'active', starts_on: '2026-02-20', keeper: 5594 },
];
const world: SmallWorld = {
  'yard/list_couriers': { run: () => couriers },
  'yard/list_vehicles': { run: () => ({ vehicles }) },
  'board/post_entry': { run: () => 'ok' },
};

const posted = (prompt: string, labels: readonly string[]) =>
  shown(prompt, world, async (call) => {
    await call('yard/list_couriers');
    await call('yard/list_vehicles');
    for (const subject of labels) await call('board/post_entry', { board: 'CBWYP64', subject });
  });

describe('items of which the user said how another list names them, and that share what the calls were given', () => {
  test('are those that no record of the other list names', async () => {
    const { program, questions } = await posted(
      'For each courier who is not the keeper of any vehicle post an entry in board CBWYP64 with its label as subject.',
      ['Ann Okafor', 'Chloe Tanaka'],
    );
    expect(program).toContain('not(has(map(vehicles.vehicles, entry => entry.keeper), courier2.id))');
    expect(questions).toEqual([]);
  });

  test('are those that it names, where the user says so', async () => {
    const { program } = await posted(
      'For each courier who is the keeper of a vehicle post an entry in board CBWYP64 with its label as subject.',
      ['Chloe Tanaka', 'Dov Levin', 'Ann Okafor'],
    );
    expect(program).toContain('=> has(map(vehicles.vehicles, entry => entry.keeper), courier2.id)');
  });

  test('are not taken for that where the calls are of another number', async () => {
    const { program, questions } = await posted(
      'For each courier who is not the keeper of any vehicle post an entry in board CBWYP64 with its label as subject.',
      ['Ann Okafor', 'Chloe Tanaka', 'Dov Levin'],
    );
    expect(program).not.toContain('not(has(map(vehicles.vehicles, entry => entry.keeper)');
    expect(questions).not.toEqual([]);
  });
});
