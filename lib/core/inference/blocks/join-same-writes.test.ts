import { describe, expect, test } from 'vitest';
import { shown } from '../testing/shown.ts';
import type { SmallWorld } from '../testing/small-world.ts';

const stages: Readonly<Record<string, string>> = { 'juniper arrives': 'pending', 'grove arrives': 'pending' };
const world: SmallWorld = {
  'yard/find_invoices': {
    run: ({ summary }) => ({ matches: [{ summary: String(summary), stage: stages[String(summary)] ?? null }] }),
  },
  'board/post_entry': { run: () => 'ok' },
};

describe('the same write in every round of a loop', () => {
  test('is a part of the round that had found what is written', async () => {
    const { program, questions } = await shown(
      'For the invoices "juniper arrives" and "grove arrives" post an entry with its stage as subject.',
      world,
      async (call) => {
        for (const summary of Object.keys(stages)) {
          await call('yard/find_invoices', { summary });
          await call('board/post_entry', { subject: 'pending' });
        }
      },
    );
    expect(program).toMatch(/post_entry\(subject: .*\.stage\)/);
    expect(program.match(/post_entry/g)).toHaveLength(1);
    expect(questions).toEqual([]);
  });

  test('is asked where no round had found it', async () => {
    const { questions } = await shown(
      'For the invoices "juniper arrives" and "grove arrives" post an entry.',
      world,
      async (call) => {
        for (const summary of Object.keys(stages)) {
          await call('yard/find_invoices', { summary });
          await call('board/post_entry', { subject: 'K-7713' });
        }
      },
    );
    expect(questions).not.toEqual([]);
  });
});
