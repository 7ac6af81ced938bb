import { describe, expect, test } from 'vitest';
import { shown } from '../testing/shown.ts';
import type { SmallWorld } from '../testing/small-world.ts';

const columns = ['Doing', 'Open', 'Done'].map((name, at) => ({ column: `col-77${at}10${at}`, name }));
const world: SmallWorld = {
  'board/list_columns': { run: () => columns },
  'board/add_to_column': { run: () => ({ ok: true }) },
};

describe('a thing that was put somewhere else first', () => {
  test('is put where the user said, once', async () => {
    const { program, questions } = await shown('Add card crd-551900 to the column Open.', world, async (call) => {
      await call('board/list_columns');
      await call('board/add_to_column', { column: 'col-770100', card: 'crd-551900' });
      await call('board/add_to_column', { column: 'col-771101', card: 'crd-551900' });
    });
    expect(program.match(/add_to_column/g)).toHaveLength(1);
    expect(program).toContain('eq(');
    expect(questions).toEqual([]);
  });

  test('is put into both where the user named both', async () => {
    const { program } = await shown('Add card crd-551900 to the columns Doing and Open.', world, async (call) => {
      await call('board/list_columns');
      await call('board/add_to_column', { column: 'col-770100', card: 'crd-551900' });
      await call('board/add_to_column', { column: 'col-771101', card: 'crd-551900' });
    });
    expect(program).toContain('for ');
  });
});
