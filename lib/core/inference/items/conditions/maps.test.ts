import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

/** One read that answers with `data`, then one write for each of the arguments. */
async function derive(prompt: string, data: Json, writes: readonly JsonObject[]) {
  const world: SmallWorld = { 'desk/get_album': { run: () => data }, 'desk/mark': { run: () => 'ok' } };
  const trace = await record(prompt, world, async (call) => {
    await call('desk/get_album');
    for (const args of writes) await call('desk/mark', args);
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { program: showWorkflow(workflow), asked: questions.map(({ text }) => text) };
}

describe('a map', () => {
  test('holds the names of those that something points to, so the others are those that nothing points to', async () => {
    const album = {
      covers: { front: 'IMG-7731', back: 'IMG-4410', spine: 'IMG-7731' },
      photos: ['IMG-7731', 'IMG-2209', 'IMG-4410', 'IMG-8805', 'IMG-6127'].map((code) => ({ code, width: 640 })),
    };
    const { program, asked } = await derive('Mark every photo that is not used as one of the covers.', album, [
      { code: 'IMG-2209' },
      { code: 'IMG-8805' },
      { code: 'IMG-6127' },
    ]);
    expect(program).toMatch(/not\(has\(values\(album\.covers\), \w+\.code\)\)/);
    expect(asked).toEqual([]);
  });

  test('has entries that the user names: the name is an input, and not a word of the program', async () => {
    const state = (ready: boolean) => ({ ready, by: 'ada' });
    const photo = (code: string, small: boolean, large: boolean, print: boolean) => ({
      code,
      sizes: { small: state(small), large: state(large), print: state(print) },
    });
    const photos = [
      photo('IMG-7731', true, true, false),
      photo('IMG-2209', true, false, true),
      photo('IMG-4410', false, false, true),
      photo('IMG-8805', true, false, false),
    ];
    const { program, asked } = await derive(
      'Mark as large the photos that are ready in small but not in large.',
      { photos },
      [
        { code: 'IMG-2209', size: 'large' },
        { code: 'IMG-8805', size: 'large' },
      ],
    );
    expect(program).toMatch(/eq\(member\(\w+\.sizes, \$\w+\)\.ready, true\)/);
    expect(program).toMatch(/ne\(member\(\w+\.sizes, \$size\)\.ready, true\)/);
    expect(program).toMatch(/size: \$size/);
    expect(asked).toEqual([]);
  });
});

test('parts of a record are no entries of a map: what one of them leads to is looked for by its name', async () => {
  const to = (id: string | null) => ({ data: id === null ? null : { id, type: 'person' } });
  const photo = (code: string, printer: string | null) => ({
    code,
    relations: { owner: to('P-100'), printer: to(printer), framer: to('P-300') },
  });
  const photos = [photo('IMG-7731', null), photo('IMG-2209', 'P-200'), photo('IMG-4410', null)];
  const { program } = await derive('Mark every photo that has no printer yet.', { photos }, [
    { code: 'IMG-7731' },
    { code: 'IMG-4410' },
  ]);
  expect(program).not.toContain('member(');
  expect(program).toMatch(/isEmpty\(\w+\.relations\.printer\.data/);
});

test('a member that is false or a text says that something is not there, or what it is', async () => {
  const photos = [
    { code: 'IMG-7731', hidden: false },
    { code: 'IMG-2209', hidden: 'blurred' },
    { code: 'IMG-4410', hidden: false },
    { code: 'IMG-8805', hidden: 'twice' },
  ];
  const { program, asked } = await derive('Mark all photos unless they are hidden.', { photos }, [
    { code: 'IMG-7731' },
    { code: 'IMG-4410' },
  ]);
  expect(program).toMatch(/or\(isEmpty\((\w+)\.hidden\), eq\(\1\.hidden, false\)\)/);
  expect(asked).toEqual([]);
});
