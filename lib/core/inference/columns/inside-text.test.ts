import { describe, expect, test } from 'vitest';
import { shown } from '../testing/shown.ts';
import type { SmallWorld } from '../testing/small-world.ts';

describe('a file of comma-separated values', () => {
  test('is the list of its lines, each with the columns of the first', async () => {
    const world: SmallWorld = {
      'files/read': {
        run: () => 'mail,first name,seat\nann@inn.example,Ann,A-71\nbo@inn.example,Bo,A-72\ncy@inn.example,Cy,B-10',
      },
      'club/add_member': { run: () => ({ ok: true }) },
    };
    const { program, questions } = await shown('Add every person of joiners.csv.', world, async (call) => {
      await call('files/read', { path: 'joiners.csv' });
      await call('club/add_member', { mail: 'ann@inn.example', name: 'Ann' });
      await call('club/add_member', { mail: 'bo@inn.example', name: 'Bo' });
      await call('club/add_member', { mail: 'cy@inn.example', name: 'Cy' });
    });
    expect(program).toContain('for row of readTable(read)');
    expect(program).toContain('add_member(mail: row.mail, name: row.first name)');
    expect(questions).toEqual([]);
  });

  test('is no table where it is sentences with commas', async () => {
    const world: SmallWorld = {
      'files/read': { run: () => 'Hello Ann, good news.\nThe boat, 12 feet long, is yours.\nCall us, please.' },
      'club/add_note': { run: () => ({ ok: true }) },
    };
    const { program } = await shown('Add letter.txt as a note.', world, async (call) => {
      await call('files/read', { path: 'letter.txt' });
      await call('club/add_note', {
        text: 'Hello Ann, good news.\nThe boat, 12 feet long, is yours.\nCall us, please.',
      });
    });
    expect(program).not.toContain('readTable');
  });
});
