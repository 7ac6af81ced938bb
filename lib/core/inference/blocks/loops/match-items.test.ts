import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const SITES = ['blocked', 'shipped', 'active', 'blocked', 'shipped'].map((phase, at) => ({
  ref: 5333 + at * 3,
  phase,
  price: [58, 371, 431, 305, 6][at] ?? 0,
}));
const SACKS = [
  { site: 5336, title: 'cedar leans 91', status: 'blocked', marks: ['bulky'] },
  { site: 5336, title: 'amber leans 61', status: 'waiting', marks: [] },
  { site: 5339, title: 'harbor glows 57', status: 'blocked', marks: ['cold'] },
  { site: 5342, title: 'iris moves 12', status: 'active', marks: ['cold', 'bulky'] },
  { site: 5342, title: 'dune halts 33', status: 'waiting', marks: [] },
  { site: 5345, title: 'grove breaks 44', status: 'shipped', marks: ['cold'] },
];

test('a common word that several items hold gives way to the arguments that agree on other items', async () => {
  const world: SmallWorld = {
    'mill/list_sites': { run: () => ({ sites: SITES }) },
    'mill/list_sacks': { run: ({ site_ref }) => ({ sacks: SACKS.filter(({ site }) => site === site_ref) }) },
    'mill/post_note': { run: () => 'ok' },
  };
  const prompt =
    'Go through every site: for all of its sacks that have "cold" among their marks post a note with the text "<site\'s price> (<status>)" and its title as topic.';
  const trace = await record(prompt, world, async (call) => {
    await call('mill/list_sites');
    for (const { ref, price } of SITES) {
      await call('mill/list_sacks', { site_ref: ref });
      for (const { title, status } of SACKS.filter(({ site, marks }) => site === ref && marks.includes('cold')))
        await call('mill/post_note', { text: `${price} (${status})`, topic: title });
    }
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toContain(
    'postNote = post_note(text: `${site.price} (${sack.status})`, topic: sack.title)',
  );
  expect(questions).toEqual([]);
});

test('further calls of a round are for the items of the round, and not for others that hold the same word', async () => {
  const crates = [
    { ref: 4871, stage: 'pending', holder: 177, ends_on: '2026-05-02' },
    { ref: 4877, stage: 'blocked', holder: 177, ends_on: '2026-04-02' },
    { ref: 4883, stage: 'pending', holder: 171, ends_on: '2026-06-12' },
    { ref: 4889, stage: 'pending', holder: 177, ends_on: '2026-04-11' },
    { ref: 4895, stage: 'pending', holder: 171, ends_on: '2026-04-15' },
  ];
  const world: SmallWorld = {
    'dock/list_crates': { run: () => ({ crates }) },
    'dock/get_driver': { run: ({ id }) => ({ id: id ?? null, points: id === 177 ? 252 : 304 }) },
    'dock/post_note': { run: () => 'ok' },
  };
  const prompt =
    'For every one of the crates whose ends on is before 2026-04-20 post a note with the text "[<holder\'s points>] <stage>".';
  const trace = await record(prompt, world, async (call) => {
    await call('dock/list_crates');
    for (const { holder, stage } of crates.filter(({ ends_on }) => ends_on < '2026-04-20')) {
      await call('dock/get_driver', { id: holder });
      await call('dock/post_note', { text: `[${holder === 177 ? 252 : 304}] ${stage}` });
    }
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toContain('text: `[${driver.points}] ${crate.stage}`');
  expect(questions).toEqual([]);
});
