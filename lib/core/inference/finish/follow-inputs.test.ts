import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const crates = ['A1', 'B2', 'C3', 'D4'].map((id, at) => ({ id, grams: [18200, 9100, 21050, 12000][at] ?? 0 }));
const world: SmallWorld = { 'dock/list': { run: () => ({ crates }) }, 'dock/note': { run: () => 'ok' } };

async function programOf(text: string): Promise<string> {
  const trace = await record(`Every crate of more than 15000 grams gets the note "${text}".`, world, async (call) => {
    await call('dock/list', {});
    for (const crate of ['A1', 'C3']) await call('dock/note', { crate, text });
  });
  return showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
}

test('a limit that stands in a text of the user too is the same limit there', async () => {
  expect(await programOf('Over 15000 grams, split it')).toMatch(/text: `Over \$\{\$\w+\} grams, split it`/);
});

test('a text without it is the text that the user gave', async () => {
  expect(await programOf('Split it, please')).toMatch(/text: \$\w+/);
});

const results = [
  { id: 'r-881a', kind: 'blood', patient: 'Mia Berg' },
  { id: 'r-882b', kind: 'urine', patient: 'Jo Ark' },
  { id: 'r-883c', kind: 'blood', patient: 'Al Zed' },
];
const lab: SmallWorld = {
  'lab/get_patient': { run: () => ({ id: 'p-71x', name: 'Mia Berg' }) },
  'lab/search_results': { run: () => [{ id: 'r-881a' }] },
  'lab/list_results': { run: () => results },
  'lab/create_note': { run: () => 'ok' },
};

/** The title of the note that comes of a search of one patient, and what is asked. */
async function titleOf(prompt: string, search: JsonObject, title: string, answer?: string) {
  const trace = await record(prompt, lab, async (call) => {
    await call('lab/get_patient', { id: 'p-71x' });
    await call('lab/search_results', { patient: 'p-71x', ...search });
    await call('lab/create_note', { result: 'r-881a', title });
  });
  const { questions } = inferWorkflow({ traces: [trace] });
  const answers = Object.fromEntries(questions.flatMap(({ id }) => (answer === undefined ? [] : [[id, answer]])));
  const shown = showWorkflow(inferWorkflow({ traces: [trace], answers }).workflow);
  return { title: /title: (.*)\)$/m.exec(shown)?.[1], asked: questions.map(({ text }) => text) };
}

describe('words of a text that the user said as a value', () => {
  const job = 'Look for the blood results of patient p-71x and make a note';

  test('are what was looked for, also with a capital at the beginning of a text that the agent wrote', async () => {
    const made = await titleOf(`${job} about them.`, { query: 'blood results' }, 'Blood results of Mia Berg');
    expect(made).toEqual({ title: '`${capitalize($query)} of ${patient2.name}`', asked: [] });
  });

  test('are so in a template in quotes', async () => {
    const said = `${job} "Blood results of <patient>".`;
    const made = await titleOf(said, { query: 'blood results' }, 'Blood results of Mia Berg');
    expect(made).toEqual({ title: '`${capitalize($query)} of ${patient2.name}`', asked: [] });
  });

  test('are so in a text without any value', async () => {
    const made = await titleOf(`${job} about them.`, { query: 'blood results' }, 'New blood results');
    expect(made).toEqual({ title: '`New ${$query}`', asked: [] });
  });

  test('are asked for where it is one word with a capital, and stay where the answer is no', async () => {
    const of = (answer?: string) =>
      titleOf(`${job} "Blood results of <patient>".`, { kind: 'blood' }, 'Blood results of Mia Berg', answer);
    expect(await of()).toEqual({
      title: '`${capitalize($kind)} results of ${patient2.name}`',
      asked: ['You said "blood", and the text "Blood results of" says "Blood". Does the text change with it?'],
    });
    expect((await of('fixed')).title).toBe('`Blood results of ${patient2.name}`');
  });

  test('stay where nothing else is given them', async () => {
    const made = await titleOf(`${job} "Blood results of <patient>".`, {}, 'Blood results of Mia Berg');
    expect(made).toEqual({ title: '`Blood results of ${patient2.name}`', asked: [] });
  });

  test('stay where they are a piece of another word or name', async () => {
    const made = await titleOf(`${job}.`, { kind: 'blood' }, 'Bloodwork of Mia Berg');
    expect(made.asked).toEqual([]);
    expect(made.title).toContain('Bloodwork of');
  });

  test('are asked once for all passes of a loop', async () => {
    const trace = await record('For each of the blood results make a note about its patient.', lab, async (call) => {
      await call('lab/list_results');
      for (const { id, kind, patient } of results)
        if (kind === 'blood') await call('lab/create_note', { result: id, title: `Blood results of ${patient}` });
    });
    const { workflow, questions } = inferWorkflow({ traces: [trace] });
    expect(questions).toHaveLength(1);
    expect(showWorkflow(workflow)).toContain('title: `${capitalize($kind)} results of ${result.patient}`');
  });
});
