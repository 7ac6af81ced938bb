import { describe, expect, test } from 'vitest';
import { shown } from '../testing/shown.ts';
import type { SmallWorld } from '../testing/small-world.ts';

const shelves = [
  { shelf: 'sh-4471aa', name: 'Attic' },
  { shelf: 'sh-9020bb', name: 'Cellar' },
  { shelf: 'sh-1837cc', name: 'Barn' },
];
const boxes: Readonly<Record<string, readonly { box: string; name: string }[]>> = {
  'sh-4471aa': [{ box: 'bx-55a01f', name: 'Spare' }],
  'sh-9020bb': [
    { box: 'bx-77c02e', name: 'Spare' },
    { box: 'bx-18d93b', name: 'Tools' },
  ],
};
const world: SmallWorld = {
  'attic/list_shelves': { run: () => shelves },
  'attic/list_boxes': { run: ({ shelf }) => ({ boxes: [...(boxes[String(shelf)] ?? [])] }) },
  'attic/put': { run: () => ({ ok: true }) },
};

describe('a read of something that the user did not name', () => {
  test('is out where the same tool then read what they named, and only that was used', async () => {
    const { program, questions } = await shown(
      'Put "lamp" into the box Tools on the shelf Cellar.',
      world,
      async (call) => {
        await call('attic/list_shelves');
        await call('attic/list_boxes', { shelf: 'sh-4471aa' });
        await call('attic/list_boxes', { shelf: 'sh-9020bb' });
        await call('attic/put', { box: 'bx-18d93b', what: 'lamp' });
      },
    );
    expect(program).toContain('list_boxes(shelf: find(shelves, shelf2 => eq(shelf2.name, $shelf)).shelf)');
    expect(program).toContain('find(boxes.boxes, box2 => eq(box2.name, $box)).box');
    expect(program.match(/list_boxes/g)).toHaveLength(1);
    expect(questions).toEqual([]);
  });

  test('stays where each of several was used', async () => {
    const { program } = await shown(
      'Put "lamp" into the box Spare on each shelf that has one.',
      world,
      async (call) => {
        await call('attic/list_shelves');
        for (const { shelf } of shelves) await call('attic/list_boxes', { shelf });
        await call('attic/put', { box: 'bx-55a01f', what: 'lamp' });
        await call('attic/put', { box: 'bx-77c02e', what: 'lamp' });
      },
    );
    expect(program).toContain('for ');
  });
});
