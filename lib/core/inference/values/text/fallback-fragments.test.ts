import { describe, expect, test } from 'vitest';
import { noteOf } from '../../testing/note-of.ts';

const ideas = [
  { title: 'Dark mode', votes: 479, owner: null },
  { title: 'Bulk edit', votes: 444, owner: { name: 'Priya Duarte' } },
  { title: 'Exports', votes: 306, owner: null },
  { title: 'Sign-in by mail', votes: 201, owner: { name: 'Chloe Lindgren' } },
];

const listed = (nobody: string): string =>
  ideas.map(({ title, votes, owner }) => `| ${title} | ${votes} | ${owner?.name ?? nobody} |`).join('\n');

describe('a text per item', () => {
  test('may say a word of the user where a member is missing', async () => {
    const said = 'Note a table of the ideas (title, votes, owner), a dash as owner where there is none.';
    expect(await noteOf(said, { ideas }, listed('-'))).toContain('${coalesce(idea.owner.name, "-")}');
    const named = 'Note a table of the ideas (title, votes, owner); without an owner write "nobody yet".';
    expect(await noteOf(named, { ideas }, listed('nobody yet'))).toContain(
      '${coalesce(idea.owner.name, "nobody yet")}',
    );
  });

  test('is not made of a member that stands there in some rows only, and of other words elsewhere', async () => {
    const text = ideas
      .map(({ title }, at) => `| ${title} | ${['-', 'Priya Duarte', 'x', 'Chloe Lindgren'][at]} |`)
      .join('\n');
    expect(await noteOf('Note a table of the ideas.', { ideas }, text)).not.toContain('coalesce');
  });
});
