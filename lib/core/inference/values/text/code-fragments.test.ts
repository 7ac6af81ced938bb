import { describe, expect, test } from 'vitest';
import { writeAfter } from '../../testing/write-after.ts';

const episode = { season: 3, number: 14, title: 'Rain', length: 33 };

describe('a code of several numbers', () => {
  test('in the form that the user showed is made of the members that they named', async () => {
    expect(
      await writeAfter('Post it like "S02E07 <title>": season and number with two digits.', episode, {
        text: 'S03E14 Rain',
      }),
    ).toContain('`S${padStart(`${record.season}`, 2, "0")}E${padStart(`${record.number}`, 2, "0")} ${record.title}`');
  });

  test('without zeros in front is made of the numbers as they are', async () => {
    expect(
      await writeAfter(
        'Post row and column like "R12C4: <title>".',
        { row: 7, column: 31, title: 'Rain in April' },
        {
          text: 'R7C31: Rain in April',
        },
      ),
    ).toContain('`R${record.row}C${record.column}: ${record.title}`');
  });

  test('is left alone where the user showed no such form', async () => {
    expect(await writeAfter('Post the title with its code.', episode, { text: 'S03E14 Rain' })).not.toContain(
      'padStart',
    );
  });

  test('is left alone where two members are as likely', async () => {
    const data = { start: 3, stop: 3, number: 14, title: 'Rain in April' };
    expect(await writeAfter('Post it like "S02E07 <title>".', data, { text: 'S03E14 Rain' })).not.toContain('padStart');
  });
});
