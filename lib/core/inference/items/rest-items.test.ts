import { describe, expect, test } from 'vitest';
import { shown } from '../testing/shown.ts';
import type { SmallWorld } from '../testing/small-world.ts';

const copies = ['2026-02-16', '2026-10-29', '2026-02-12', '2026-11-11', '2026-05-01'].map((day, at) => ({
  copy: `cp-${at}a7${at}`,
  taken: `${day}T16:00:00Z`,
  size: [88, 53, 66, 21, 90][at] ?? 0,
}));
const world: SmallWorld = {
  'vault/list_copies': { run: () => copies },
  'vault/delete_copy': { run: () => ({ ok: true }) },
};
const deleting =
  (gone: readonly string[]): Parameters<typeof shown>[2] =>
  async (call) => {
    await call('vault/list_copies');
    for (const copy of gone) await call('vault/delete_copy', { copy });
  };

describe('all items but the first few in an order', () => {
  test('are those after as many as the user keeps', async () => {
    const said = 'Clean up the copies: keep the 2 newest and delete the rest.';
    const { program, questions, inputs } = await shown(said, world, deleting(['cp-4a74', 'cp-0a70', 'cp-2a72']));
    expect(program).toMatch(/for copy of slice\(sort\(copies, copy\d?\.taken desc\), \$\w+\)/);
    expect(inputs).toContain(2);
    expect(questions).toEqual([]);
    const largest = await shown(
      'Keep the 3 largest copies, delete the others.',
      world,
      deleting(['cp-1a71', 'cp-3a73']),
    );
    expect(largest.program).toMatch(/slice\(sort\(copies, copy\d?\.size desc\), \$\w+\)/);
  });

  test('are none of that where others were taken', async () => {
    const said = 'Clean up the copies: keep the 2 newest and delete the rest.';
    const { program } = await shown(said, world, deleting(['cp-1a71', 'cp-0a70']));
    expect(program).not.toContain('slice(sort(copies');
  });
});
