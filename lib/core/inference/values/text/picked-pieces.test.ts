import { expect, test } from 'vitest';
import { inferWorkflow } from '../../infer-workflow.ts';
import { noteOf } from '../../testing/note-of.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

test('a figure of the one that was named fills its hole, however small, and minutes are no minimum', async () => {
  const vans = [
    { ref: 'v-17', label: 'Grey one of 1998', minutes: 31, rank: 14, starts_on: '2026-03-22' },
    { ref: 'v-23', label: 'Blue one of 2004', minutes: 7, rank: 9, starts_on: '2026-03-10' },
    { ref: 'v-31', label: 'Old bus of 1971', minutes: 12, rank: 9, starts_on: '2026-03-02' },
  ];
  const world: SmallWorld = { 'yard/list_vans': { run: () => vans }, 'yard/post_card': { run: () => 'ok' } };
  const prompt =
    'Find the van "Blue one of 2004" and post a card with the text "<ref> (<starts on>)" and the footer "<minutes> (<rank>)".';
  const trace = await record(prompt, world, async (call) => {
    await call('yard/list_vans');
    // The day is also that of the recording.
    await call('yard/post_card', { text: 'v-23 (2026-03-10)', footer: '7 (9)' });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  const found = (as: string) => `find(vans, ${as} => eq(${as}.label, $label))`;
  expect(showWorkflow(workflow)).toContain(
    `post_card(text: \`\${${found('van')}.ref} (\${${found('van2')}.starts_on})\`, footer: \`\${${found('van3')}.minutes} (\${${found('van4')}.rank})\`)`,
  );
  expect(questions).toEqual([]);
});

test('a figure that also stands in the name that the user gave fills its own hole', async () => {
  const sensors = [
    { ref: 7479, summary: 'cedar halts 52', floor: 37, markers: ['bulky', 'return'] },
    { ref: 7485, summary: 'iris leans 93', floor: 3, markers: [] },
    { ref: 7488, summary: 'fjord breaks 64', floor: 38, markers: ['cold'] },
  ];
  const world: SmallWorld = { 'yard/list_sensors': { run: () => sensors }, 'post/send_letter': { run: () => 'ok' } };
  const prompt = 'Find the sensor "iris leans 93" and send a letter with the closing "Please see <summary>, <floor>.".';
  const trace = await record(prompt, world, async (call) => {
    await call('yard/list_sensors');
    await call('post/send_letter', { closing: 'Please see iris leans 93, 3.' });
  });
  const program = showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
  expect(program).toContain('.floor}.`');
  expect(program).not.toContain('count(');
});

test('a member that the user named is that of the one they named, though its number is also in the name', async () => {
  const permits = [
    { ref: 'p-4870', label: 'juniper breaks 32', weight: 32 },
    { ref: 'p-4877', label: 'cedar falls 41', weight: 203 },
    { ref: 'p-4883', label: 'dune halts 27', weight: 118 },
  ];
  const world: SmallWorld = { 'yard/list_permits': { run: () => permits }, 'yard/post_card': { run: () => 'ok' } };
  const prompt = 'Look for the permit "juniper breaks 32" and post a card with its ref as body and its weight as size.';
  const trace = await record(prompt, world, async (call) => {
    await call('yard/list_permits');
    await call('yard/post_card', { body: 'p-4870', size: 32 });
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  expect(showWorkflow(workflow)).toMatch(/size: find\(permits, \w+ => eq\(\w+\.label, \$label\)\)\.weight/);
  expect(questions).toEqual([]);
});

test('in a loop in a loop, what is said without saying whose is said of the inner things', async () => {
  const campaigns = ['C-417', 'C-423', 'C-431'].map((uid) => ({ uid, stage: 'finished' }));
  const lessons = [
    { number: 'REC-3360', at: 'C-417', stage: { name: 'pending' }, price: 436 },
    { number: 'REC-3369', at: 'C-417', stage: { name: 'finished' }, price: 108 },
    { number: 'REC-3366', at: 'C-423', stage: { name: 'finished' }, price: 468 },
    { number: 'REC-3363', at: 'C-431', stage: { name: 'finished' }, price: 346 },
    { number: 'REC-3371', at: 'C-431', stage: { name: 'blocked' }, price: 17 },
  ];
  const world: SmallWorld = {
    'dock/list_campaigns': { run: () => campaigns },
    'dock/list_lessons': { run: ({ uid }) => lessons.filter(({ at }) => at === uid) },
    'dock/send_letter': { run: () => 'ok' },
  };
  const prompt =
    'Go through every campaign: for all of its lessons with the stage finished send a letter with its number as opening and the content "Please see <price>, <stage>.".';
  const trace = await record(prompt, world, async (call) => {
    await call('dock/list_campaigns');
    for (const { uid } of campaigns) {
      await call('dock/list_lessons', { uid });
      for (const one of lessons.filter(({ at, stage }) => at === uid && stage.name === 'finished'))
        await call('dock/send_letter', { opening: one.number, content: `Please see ${one.price}, finished.` });
    }
  });
  const program = showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
  expect(program).toContain('content: `Please see ${lesson.price}, ${lesson.stage.name}.`');
});

const checks = [
  { ref: 890, check: 'Brakes', done_on: '2026-06-26', next_on: '2026-12-11' },
  { ref: 523, check: 'Boiler', done_on: '2026-06-26', next_on: '2027-06-26' },
  { ref: 804, check: 'Lights', done_on: '2026-06-26', next_on: '2027-01-25' },
];

test('a day of the one that was named is written in the form that the user wants, and the name is an input', async () => {
  const prompt = 'Note when the Boiler check is next: "The Boiler is checked by <next date as DD.MM.YYYY>."';
  expect(await noteOf(prompt, { checks }, 'The Boiler is checked by 26.06.2027.')).toContain(
    'The ${$check} is checked by ${formatDate(find(record.checks, check2 => eq(check2.check, $check)).next_on, "dd.MM.yyyy")}.`',
  );
  const stamped = checks.map((one) => ({ ...one, next_on: `${one.next_on}T09:30:00Z` }));
  expect(await noteOf('Note when the Boiler check is next.', { checks: stamped }, 'Next on June 26, 2027')).toContain(
    'formatDate(find(record.checks, check2 => eq(check2.check, $check)).next_on, "MMMM d, yyyy")',
  );
});

test('whose day it is, is asked where the user named none', async () => {
  const world: SmallWorld = { 'yard/get_van': { run: () => ({ checks }) }, 'yard/post_card': { run: () => 'ok' } };
  const trace = await record('Post a card with the text "Next check by <date>."', world, async (call) => {
    await call('yard/get_van', { ref: 'v-17' });
    await call('yard/post_card', { text: 'Next check by 26.06.2027.' });
  });
  expect(inferWorkflow({ traces: [trace] }).questions.length).toBeGreaterThan(0);
});
