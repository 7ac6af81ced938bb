import { expect, test } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

async function notesOf(prompt: string, sacks: readonly JsonObject[], isMeant: (sack: JsonObject) => boolean) {
  const world: SmallWorld = {
    'mill/list_sacks': { run: () => ({ sacks }) },
    'mill/list_carts': { run: () => ({ carts: CARTS }) },
    'mill/post_note': { run: () => 'ok' },
  };
  const trace = await record(prompt, world, async (call) => {
    await call('mill/list_sacks');
    await call('mill/list_carts');
    for (const { code = null } of sacks.filter(isMeant)) await call('mill/post_note', { label: code });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { program: showWorkflow(workflow), questions };
}

const CARTS = [
  { cart_no: 7, keeper: { code: 's-7113', since: '2026-03-05' } },
  { cart_no: 9, keeper: { code: 's-7125', since: '2026-03-02' } },
];

test('two conditions that were said, each of which tells the items apart, both hold', async () => {
  const { program, questions } = await notesOf(
    'For all of the sacks that have "dry" among their marks and whose title contains "gift wrap" (ignore case) post a note with its code as label.',
    [
      { code: 's-7113', title: 'Gift wrap 12', marks: ['dry'] },
      { code: 's-7119', title: 'cedar 14', marks: ['new'] },
      { code: 's-7125', title: 'amber gift wrap', marks: ['dry', 'new'] },
      { code: 's-7131', title: 'iris 31', marks: [] },
    ],
    ({ title }) => /gift wrap/i.test(String(title)),
  );
  expect(program).toContain('has(sack2.marks, $mark)');
  expect(program).toContain('contains(sack2.title, $phrase)');
  expect(questions).toEqual([]);
});

test('an item that another list does not name is told by the member that was said, not by one that fits by chance', async () => {
  const { program, questions } = await notesOf(
    'For each sack who is not the keeper of any cart post a note with its code as label.',
    [
      { code: 's-7113', marks: ['dry'] },
      { code: 's-7119', marks: [] },
      { code: 's-7125', marks: ['dry', 'new'] },
      { code: 's-7131', marks: [] },
    ],
    ({ marks }) => Array.isArray(marks) && marks.length === 0,
  );
  expect(program).toContain('not(has(map(carts.carts, entry => entry.keeper.code), sack2.code))');
  expect(questions).toEqual([]);
});

test('what is said not to be is said of the member right before, and no rival of other words is asked about', async () => {
  const { program, questions } = await notesOf(
    'For all of the sacks without a comment and whose state is not "shipped" post a note with its code as label.',
    [
      { code: 's-7113', comment: null, state: 'active' },
      { code: 's-7119', comment: 'torn', state: 'active' },
      { code: 's-7125', comment: null, state: 'shipped' },
      { code: 's-7131', comment: null, state: 'waiting' },
      { code: 's-7137', comment: 'wet', state: 'shipped' },
    ],
    ({ comment, state }) => comment === null && state !== 'shipped',
  );
  expect(program).toContain('isEmpty(sack2.comment)');
  expect(program).toContain('ne(sack2.state, $state)');
  expect(questions).toEqual([]);
});
