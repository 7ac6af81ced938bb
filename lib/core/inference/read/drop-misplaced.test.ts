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

  test('is a round of its own where something is done for each, also where only one value is a word of the user', async () => {
    const people = [
      { ref: 2802, lane: 27, stage: 'shipped' },
      { ref: 2793, lane: 15, stage: 'active' },
    ];
    const vehicles = [
      { number: '5dp8y1', stage: 'shipped', keeper: 2793 },
      { number: 'cez3x3', stage: 'blocked', keeper: 2802 },
      { number: '6vpgn2', stage: 'shipped', keeper: 2802 },
    ];
    const office: SmallWorld = {
      'yard/list_vehicles': { run: () => vehicles },
      'office/read_teacher': { run: ({ ref }) => people.find((one) => one.ref === ref) ?? null },
      'sheet/append_row': { run: () => ({ ok: true }) },
    };
    const { program } = await shown(
      'For every vehicle with the stage "shipped" append its keeper\'s lane to the sheet TZHR373.',
      office,
      async (call) => {
        await call('yard/list_vehicles');
        for (const ref of [2793, 2802]) {
          await call('office/read_teacher', { ref });
          await call('sheet/append_row', { sheet: 'TZHR373', cell: ref === 2793 ? 15 : 27 });
        }
      },
    );
    expect(program).toContain('append_row(sheet: $sheet, cell: teacher.lane)');
    expect(program).not.toContain('if ');
  });
});
