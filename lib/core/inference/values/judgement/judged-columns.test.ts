import { expect, test } from 'vitest';
import type { Json } from '../../../json/json.ts';
import { inferWorkflow } from '../../infer-workflow.ts';
import { showWorkflow } from '../../testing/show-workflow.ts';
import { record, type SmallWorld } from '../../testing/small-world.ts';

const notes: readonly { ref: string; from: string; text: string; paid: boolean }[] = [
  { ref: 'n-51', from: 'Ada Pike', text: 'The lift is stuck between two floors with people inside.', paid: true },
  { ref: 'n-52', from: 'Ole Ruud', text: 'Could somebody water the plants in the hall some day?', paid: true },
  { ref: 'n-53', from: 'Mia Lund', text: 'There is smoke coming out of the cellar window.', paid: false },
  { ref: 'n-54', from: 'Bo Sand', text: 'The lamp at the back door flickers in the evening.', paid: false },
  { ref: 'n-55', from: 'Eva Moe', text: 'Thanks for the new benches, we like them a lot.', paid: true },
];

const world: SmallWorld = {
  'house/list_notes': { run: () => ({ notes: notes.map((note) => ({ ...note })) }) },
  'house/set_label': { run: () => 'ok' },
  'house/set_score': { run: () => 'ok' },
  'pager/page': { run: () => 'ok' },
};

const infer = async (
  prompt: string,
  calls: (
    note: (typeof notes)[number],
    call: (name: string, args: Record<string, Json>) => Promise<Json>,
  ) => Promise<unknown>,
) => {
  const trace = await record(prompt, world, async (call) => {
    await call('house/list_notes');
    for (const note of notes) await calls(note, call);
  });
  return showWorkflow(inferWorkflow({ traces: [trace] }).workflow);
};

const KIND: Readonly<Record<string, string>> = {
  'n-51': 'danger',
  'n-52': 'wish',
  'n-53': 'danger',
  'n-54': 'repair',
  'n-55': 'wish',
};

test('what a model judged for one call decides about the next: it is not judged twice', async () => {
  const shown = await infer(
    'Decide for each note whether it is a danger, a repair or a wish and set that as its label. For dangers also page "duty" with the name of the sender.',
    async (note, call) => {
      await call('house/set_label', { ref: note.ref, label: KIND[note.ref] ?? '' });
      if (KIND[note.ref] === 'danger') await call('pager/page', { who: 'duty', about: note.from });
    },
  );
  expect(shown.match(/judge\(/g)).toHaveLength(1);
  expect(shown).toContain('if eq(label, "danger")');
});

test('a score that a model gave is measured by the number that the user named', async () => {
  const score: Readonly<Record<string, number>> = { 'n-51': 5, 'n-52': 1, 'n-53': 4, 'n-54': 3, 'n-55': 1 };
  const shown = await infer(
    'Decide how bad each note is and set its score from 1 to 5. Where the score is at least 4 also page "duty" with the name of the sender.',
    async (note, call) => {
      await call('house/set_score', { ref: note.ref, score: score[note.ref] ?? 0 });
      if ((score[note.ref] ?? 0) >= 4) await call('pager/page', { who: 'duty', about: note.from });
    },
  );
  expect(shown.match(/judge\(/g)).toHaveLength(1);
  expect(shown).toMatch(/if ge\(score, \$\w+\)/);
});

test('what a later call is given is judged before the call that it decides about', async () => {
  const shown = await infer(
    'Decide for each note whether it is a danger, a repair or a wish. Page "duty" with the name of the sender for dangers, then set what it is as the label of the note.',
    async (note, call) => {
      if (KIND[note.ref] === 'danger') await call('pager/page', { who: 'duty', about: note.from });
      await call('house/set_label', { ref: note.ref, label: KIND[note.ref] ?? '' });
    },
  );
  expect(shown.match(/judge\(/g)).toHaveLength(1);
  expect(shown).toMatch(/if eq\(label, "danger"\)[\s\S]*set_label\(ref: note\.ref, label: label\)/);
});

test('a branch that the data decide stays with the data', async () => {
  const shown = await infer(
    'Decide for each note whether it is a danger, a repair or a wish and set that as its label. For notes that are not paid also page "duty" with the name of the sender.',
    async (note, call) => {
      await call('house/set_label', { ref: note.ref, label: KIND[note.ref] ?? '' });
      if (!note.paid) await call('pager/page', { who: 'duty', about: note.from });
    },
  );
  expect(shown).toMatch(/if (ne|eq|not)\(note\.paid/);
});
