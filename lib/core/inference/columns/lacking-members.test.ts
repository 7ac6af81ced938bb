import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../json/json.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, type SmallWorld } from '../testing/small-world.ts';

const taken: readonly JsonObject[] = [
  { uid: 6659, weight: 150, stage: { name: 'pending' } },
  { uid: 6665, weight: 200, stage: { name: 'active' } },
  { uid: 6644, weight: 180, stage: { name: 'blocked' } },
];

async function posted(sensors: readonly JsonObject[], prompt: string, args: readonly JsonObject[]) {
  const world: SmallWorld = { 'dock/list_sensors': { run: () => sensors }, 'dock/post_note': { run: () => 'ok' } };
  const trace = await record(prompt, world, async (call) => {
    await call('dock/list_sensors');
    for (const note of args) await call('dock/post_note', note);
  });
  const { workflow, questions } = inferWorkflow({ traces: [trace] });
  return { program: showWorkflow(workflow), questions, json: JSON.stringify(workflow?.body) };
}

const ARGUMENT = '"text":{"$":"get","from":{"$":"ref","of":"var","id":"sensor"},"path":["stage","name"]';

describe('a member that some item of the list lacks', () => {
  const heavy = 'For each sensor with a weight of more than 100 post a note with its stage as text.';
  const notes = taken.map(({ stage }) => ({ text: (stage as JsonObject).name ?? null }));

  test('may be missing in the next run too, although nothing was done with that item', async () => {
    const { json } = await posted([...taken, { uid: 6671, weight: 7, stage: null }], heavy, notes);
    expect(json).toContain(`${ARGUMENT},"missing":"null"}`);
  });

  test('has to be there where every item has it: a service that has changed stops the run', async () => {
    const { json } = await posted([...taken, { uid: 6671, weight: 7, stage: { name: 'active' } }], heavy, notes);
    expect(json).toContain(`${ARGUMENT}}`);
  });

  test('leaves nothing in the text of that item', async () => {
    const { program, questions } = await posted(
      [...taken, { uid: 6671, weight: 130, stage: null }, { uid: 6677, weight: 7, stage: { name: 'active' } }],
      'For each sensor with a weight of more than 100 post a note with the text "[<stage>] <uid>".',
      ['[pending] 6659', '[active] 6665', '[blocked] 6644', '[] 6671'].map((text) => ({ text })),
    );
    expect(program).toContain('`[${sensor.stage.name}] ${sensor.uid}`');
    expect(questions).toEqual([]);
  });

  test('tells the item of a call that was given nothing', async () => {
    const { program, questions } = await posted(
      [...taken, { uid: 6671, weight: 130, stage: null }],
      'For each sensor post a note with its stage as text.',
      [...notes, { text: null }],
    );
    expect(program).toBe(
      'sensors = list_sensors()\nfor sensor of sensors\n  postNote = post_note(text: sensor.stage.name)',
    );
    expect(questions).toEqual([]);
  });

  test('may be missing where another place showed it: lists of several places are seen together', async () => {
    const places = ['d-1', 'd-2', 'd-3'].map((code) => ({ code }));
    const sensors: readonly JsonObject[] = [
      { uid: 6659, at: 'd-1', urgent: true, stage: { name: 'pending' } },
      { uid: 6665, at: 'd-2', urgent: true, stage: { name: 'active' } },
      { uid: 6671, at: 'd-2', urgent: true, stage: { name: 'waiting' } },
      { uid: 6677, at: 'd-3', urgent: false, stage: null },
    ];
    const world: SmallWorld = {
      'dock/list_depots': { run: () => places },
      'dock/list_sensors': { run: ({ code }) => sensors.filter(({ at }) => at === code) },
      'dock/post_note': { run: () => 'ok' },
    };
    const prompt = 'Go through every depot: for all of its sensors that are urgent post a note with its stage as text.';
    const trace = await record(prompt, world, async (call) => {
      await call('dock/list_depots');
      for (const { code } of places) {
        await call('dock/list_sensors', { code });
        for (const { stage } of sensors.filter(({ at, urgent }) => at === code && urgent))
          await call('dock/post_note', { text: (stage as JsonObject).name ?? null });
      }
    });
    expect(JSON.stringify(inferWorkflow({ traces: [trace] }).workflow?.body)).toContain(
      `${ARGUMENT},"missing":"null"}`,
    );
  });
});
