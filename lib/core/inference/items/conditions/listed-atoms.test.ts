import { describe, expect, test } from 'vitest';
import { shown } from '../../testing/shown.ts';
import type { SmallWorld } from '../../testing/small-world.ts';

const lines = ['Amber', 'Birch', 'Cedar', 'Dune', 'Elm'].map((name, at) => ({ line: `ln-${at}7a${at}4`, name }));
const world: SmallWorld = {
  'rail/list_lines': { run: () => lines },
  'rail/close_line': { run: () => ({ ok: true }) },
};
const closing =
  (names: readonly string[]): Parameters<typeof shown>[2] =>
  async (call) => {
    await call('rail/list_lines');
    for (const { line, name } of lines) if (names.includes(name)) await call('rail/close_line', { line });
  };

describe('items that the user listed', () => {
  test('are told by one list, which may be longer in the next run', async () => {
    const { program, questions, inputs } = await shown(
      'Close the lines Birch, Dune and Elm.',
      world,
      closing(['Birch', 'Dune', 'Elm']),
    );
    expect(program).toMatch(/for line of filter\(lines\d?, line\d? => has\(\$\w+, line\d?\.name\)\)/);
    expect(inputs).toContainEqual(['Birch', 'Dune', 'Elm']);
    expect(questions).toEqual([]);
    const two = await shown('Close the lines Birch and Dune.', world, closing(['Birch', 'Dune']));
    expect(two.inputs).toContainEqual(['Birch', 'Dune']);
  });

  test('also where one of those that they listed is not there', async () => {
    const { inputs } = await shown('Close the lines Birch, Dune and Fir.', world, closing(['Birch', 'Dune']));
    expect(inputs).toContainEqual(['Birch', 'Dune', 'Fir']);
  });
});
