import { expect, test } from 'vitest';
import type { Json } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

async function remindedBy(prompt: string, loans: Json, readers: readonly string[]) {
  const world: SmallWorld = { 'library/list_loans': { run: () => ({ loans }) }, 'library/remind': { run: () => 'ok' } };
  const trace = await record(prompt, world, async (call) => {
    await call('library/list_loans');
    for (const reader of readers) await call('library/remind', { reader });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { program: showWorkflow(workflow), asked: questions.length };
}

const loan = (book: string, reader: string, state: string) => ({ book, reader, state });

test('who is in a list more than once is a group of more than one, without those that do not count', async () => {
  const { program, asked } = await remindedBy(
    'Remind every reader who has more than once borrowed something (returned loans do not count).',
    [
      loan('bk-31', 'rd-8812', 'out'),
      loan('bk-47', 'rd-4470', 'out'),
      loan('bk-52', 'rd-8812', 'late'),
      loan('bk-63', 'rd-1903', 'out'),
      loan('bk-74', 'rd-1903', 'returned'),
      loan('bk-85', 'rd-5526', 'late'),
      loan('bk-96', 'rd-5526', 'out'),
      loan('bk-17', 'rd-5526', 'out'),
    ],
    ['rd-8812', 'rd-5526'],
  );
  expect(program).toMatch(
    /filter\(groupBy\(loans\.loans, \w+ => \w+\.reader\), (\w+) => gt\(length\(filter\(coalesce\(\1\.items, \[\]\), (\w+) => ne\(\2\.state, \$state\)\)\), 1\)\)/,
  );
  expect(asked).toBe(0);
});

test('how many members a list has is compared with the number that the user said with their name', async () => {
  const pages = (count: number) => Array.from({ length: count }, (_, at) => ({ at }));
  const { program, asked } = await remindedBy(
    'Remind the reader of every loan with at least 3 pages.',
    [
      { reader: 'rd-8812', pages: pages(4) },
      { reader: 'rd-4470', pages: pages(1) },
      { reader: 'rd-1903', pages: pages(3) },
      { reader: 'rd-5526', pages: pages(2) },
    ],
    ['rd-8812', 'rd-1903'],
  );
  expect(program).toMatch(/ge\(length\(coalesce\(\w+\.pages, \[\]\)\), \$\w+\)/);
  expect(asked).toBe(0);
});
