import { expect, test } from 'vitest';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

test('the end of a quoted text may be what changes: it is asked, and becomes an input of its own', async () => {
  const world: SmallWorld = { 'wiki/create_page': { run: () => 'ok' } };
  const trace = await record('Make the page "Changes 9.30" in the space ENG.', world, async (call) => {
    await call('wiki/create_page', { space: 'ENG', title: 'Changes 9.30' });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  const [question] = questions;
  expect(question?.options.map(({ label }) => label)).toEqual(['All of it', 'Only "9.30", after the same words']);
  expect(showWorkflow(workflow)).toContain('title: $title');
  const answered = inferWorkflow({ traces: [trace], answers: { [question?.id ?? '']: 'part' } });
  expect(showWorkflow(answered.workflow)).toContain('title: `Changes ${$version}`');
  expect(answered.workflow?.inputs.map(({ name, default: value }) => [name, value])).toContainEqual([
    'version',
    '9.30',
  ]);
});

test('a text without a number or a label is one input, and nothing is asked', async () => {
  const world: SmallWorld = { 'wiki/create_page': { run: () => 'ok' } };
  const trace = await record('Make the page "Open questions" in the space ENG.', world, async (call) => {
    await call('wiki/create_page', { space: 'ENG', title: 'Open questions' });
  });
  expect(inferWorkflow({ traces: [trace] }).questions).toEqual([]);
});

test('a number at the end that is a value of its own elsewhere is not asked about: the text follows it', async () => {
  const world: SmallWorld = { 'wiki/freeze': { run: () => 'ok' }, 'wiki/create_page': { run: () => 'ok' } };
  const trace = await record('Freeze 9.30.4 and make the page "Changes 9.30.4".', world, async (call) => {
    await call('wiki/freeze', { version: '9.30.4' });
    await call('wiki/create_page', { title: 'Changes 9.30.4' });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(questions).toEqual([]);
  expect(showWorkflow(workflow)).toContain('title: `Changes ${$version}`');
});
