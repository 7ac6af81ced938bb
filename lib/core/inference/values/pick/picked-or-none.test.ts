import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

/** Looks each shelf up and takes the book of each that `pick` says, where it says one. */
async function program(
  prompt: string,
  shelves: Readonly<Record<string, readonly JsonObject[]>>,
  pick: (books: readonly JsonObject[]) => Json | undefined,
) {
  const world: SmallWorld = {
    'library/list_shelves': { run: () => Object.keys(shelves).map((shelf) => ({ shelf })) },
    'library/list_books': { run: ({ shelf }) => ({ books: [...(shelves[String(shelf)] ?? [])] }) },
    'library/lend': { run: () => 'ok' },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('library/list_shelves');
    for (const [shelf, books] of Object.entries(shelves)) {
      await call('library/list_books', { shelf });
      const book = pick(books);
      if (book !== undefined) await call('library/lend', { book, to: 'reader-9' });
    }
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { shown: showWorkflow(workflow), questions: questions.map(({ text }) => text) };
}

const book = (code: string, printed: string, state: string, pages: number, city = 'Oslo'): JsonObject => ({
  code,
  city,
  printed,
  state,
  pages,
});

describe('a call for one item of each list of its own', () => {
  test('is made where some item fits, by a condition and an order that the user named', async () => {
    const { shown, questions } = await program(
      'On every shelf lend the newest whole book from Oslo to reader-9. A shelf that has no such book is left alone.',
      {
        'S-1': [book('bk-411', '2021-04-01', 'torn', 90), book('bk-412', '2020-01-02', 'whole', 400, 'Rome')],
        'S-2': [book('bk-421', '2019-05-11', 'whole', 120), book('bk-422', '2024-05-11', 'whole', 80)],
        'S-3': [
          book('bk-431', '2023-02-01', 'whole', 300),
          book('bk-432', '2022-02-01', 'whole', 310),
          book('bk-433', '2025-02-01', 'torn', 320),
          book('bk-434', '2025-07-01', 'whole', 320, 'Rome'),
        ],
        'S-4': [],
      },
      (books) =>
        books
          .filter(({ state, city }) => state === 'whole' && city === 'Oslo')
          .sort((a, b) => String(b.printed).localeCompare(String(a.printed)))[0]?.code,
    );
    expect(shown).toMatch(
      /if some\(books\.books, (\w+) => and\(eq\(\1\.(state|city), \$\w+\), eq\(\1\.(state|city), \$\w+\)\)\)/,
    );
    expect(shown).toMatch(/book: first\(sort\(filter\(books\.books, .+\.printed desc, take 1\)\)\.code/);
    expect(questions).toEqual([]);
  });

  test('is made where there is anything to pick from, where only an order was named', async () => {
    const { shown, questions } = await program(
      'Of each shelf lend the book with the most pages to reader-9.',
      {
        'S-1': [book('bk-411', '2021-04-01', 'torn', 90), book('bk-412', '2020-01-02', 'lent', 400)],
        'S-2': [],
        'S-3': [book('bk-431', '2023-02-01', 'whole', 330), book('bk-432', '2022-02-01', 'whole', 310)],
        'S-4': [book('bk-441', '2020-07-01', 'whole', 45)],
      },
      (books) => [...books].sort((a, b) => Number(b.pages) - Number(a.pages))[0]?.code,
    );
    expect(shown).toMatch(/sort\(books\.books, \w+\.pages desc, take 1\)/);
    expect(questions).toEqual([]);
  });

  test('is not the reason where the user named another one', async () => {
    const shelves = {
      'S-1': [book('bk-411', '2021-04-01', 'torn', 90), book('bk-412', '2020-01-02', 'whole', 400)],
      'S-2': [book('bk-421', '2019-05-11', 'whole', 120), book('bk-422', '2024-05-11', 'torn', 80)],
      'S-3': [book('bk-431', '2023-02-01', 'whole', 300), book('bk-432', '2022-02-01', 'whole', 310)],
    };
    const { shown } = await program(
      'Where some book of a shelf is torn, lend the newest book of the shelf to reader-9.',
      shelves,
      (books) =>
        books.some(({ state }) => state === 'torn')
          ? [...books].sort((a, b) => String(b.printed).localeCompare(String(a.printed)))[0]?.code
          : undefined,
    );
    expect(shown).toMatch(/if (some\(.+\.state, |has\(map\(books\.books, \w+ => \w+\.state\), )/);
  });
});
