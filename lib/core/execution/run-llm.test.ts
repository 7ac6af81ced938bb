import { describe, expect, test } from 'vitest';
import { memoryLedger } from '../effects/memory-ledger.ts';
import type { Json, JsonObject } from '../json/json.ts';
import type { LlmStep, StepCommon } from '../workflow/workflow.ts';
import type { RunEvent } from './run-event.ts';
import type { JudgementMemory } from './run-workflow.ts';
import { data, fn, get, lit, NOW, run, value, variable, workflowOf, world, write } from './testing/run-in-world.ts';

const judge = (more: object = {}): LlmStep & StepCommon => ({
  id: 'kind',
  do: 'llm',
  task: 'Which kind?',
  input: { text: variable('text') },
  output: { type: 'string', enum: ['bug', 'idea'] },
  ...more,
});

/** A ticket per text, labelled by judgement. */
const labelling = (texts: readonly string[], more: object = {}) =>
  workflowOf([
    {
      id: 'loop',
      do: 'forEach',
      in: lit([...texts]),
      each: 'text',
      body: [judge(more), write('file', 'create_issue', { title: variable('text'), label: value('kind') })],
    },
  ]);

const tracker = () => world({ create_issue: () => data({ key: 'A-1' }) });

/** A model that keeps what it was asked. */
function modelSaying(...answers: readonly Json[]) {
  const asked: JsonObject[] = [];
  return {
    asked,
    answer: async (request: { readonly input: JsonObject }): Promise<Json> => {
      asked.push(request.input);
      return answers[Math.min(asked.length, answers.length) - 1] ?? null;
    },
  };
}

function memory(): JudgementMemory & { readonly kept: Map<string, Json> } {
  const kept = new Map<string, Json>();
  return {
    kept,
    recall: async (key) => kept.get(key),
    keep: async (key, answer) => {
      kept.set(key, answer);
    },
  };
}

const judged = (events: readonly RunEvent[]) =>
  events.flatMap((event) => (event.type === 'judged' ? [`${event.from} ${String(event.answer)}`] : []));

describe('a judgement', () => {
  test('that was made while recording holds without being asked, shown to the model or not, while it fits', async () => {
    const model = modelSaying('bug');
    const recorded = [
      { task: 'Which kind?', input: { text: 'x' }, answer: 'idea' },
      { task: 'In other words, which kind?', input: { text: 'y' }, answer: 'idea' },
      { task: 'Which kind?', input: { text: 'z' }, answer: 'gone from the schema' },
    ];
    const options = { model, judged: recorded };
    const { events } = await run(labelling(['x', 'y', 'z']), tracker().caller, options);
    expect(judged(events)).toEqual(['recording idea', 'recording idea', 'model bug']);
    expect(model.asked).toEqual([{ text: 'z' }]);
  });

  test('is checked, asked for again where it does not fit, and made once for equal inputs', async () => {
    const workflow = workflowOf(
      [
        {
          id: 'loop',
          do: 'forEach',
          in: lit(['x', 'y', 'x', 'known']),
          each: 'text',
          body: [judge({ examples: [[{ text: 'known' }, 'idea']], checks: [fn('ne', value('kind'), lit('idea'))] })],
          yield: value('kind'),
        },
      ],
      { output: value('loop') },
    );
    const model = modelSaying('nonsense', 'idea', 'bug');
    const { output, events } = await run(workflow, world({}).caller, { model });
    expect(output).toEqual(['bug', 'bug', 'bug', 'idea']);
    expect(model.asked).toEqual([{ text: 'x' }, { text: 'x' }, { text: 'x' }, { text: 'y' }]);
    expect(judged(events)).toEqual(['model bug', 'model bug', 'earlier bug', 'recording idea']);
    expect(events.find((event) => event.type === 'judged')).toMatchObject({
      task: 'Which kind?',
      input: { text: 'x' },
      attempts: 3,
    });
  });

  test('fails the step after three answers that do not fit, and says what was wrong', async () => {
    const model = modelSaying('nonsense');
    const { status, error } = await run(labelling(['x']), tracker().caller, { model });
    expect(status).toBe('failed');
    expect(error).toMatch(/^Step "kind": the model's answer does not fit, 3 times: /);
    expect(model.asked).toHaveLength(3);
  });

  test('of a model that cannot be reached fails with its reason', async () => {
    const model = { answer: () => Promise.reject(new Error('429 Too Many Requests')) };
    const { error } = await run(labelling(['x']), tracker().caller, { model });
    expect(error).toBe('Step "kind": the model gave no answer: 429 Too Many Requests');
  });

  test('is the same in the plan and in its apply, and a resumed run does not judge anew', async () => {
    const remembering = memory();
    const ledger = memoryLedger(() => NOW);
    const planned = await run(labelling(['x']), tracker().caller, {
      mode: 'plan',
      model: modelSaying('bug'),
      memory: remembering,
    });
    expect(planned.effects[0]?.args).toEqual({ title: 'x', label: 'bug' });
    // The model would say something else by now.
    const changed = modelSaying('idea');
    const { caller, made } = tracker();
    const applied = await run(labelling(['x']), caller, { model: changed, memory: remembering, ledger });
    await run(labelling(['x']), caller, { model: changed, memory: remembering, ledger });
    expect(judged(applied.events)).toEqual(['earlier bug']);
    expect(changed.asked).toEqual([]);
    expect(made('create_issue')).toEqual([{ title: 'x', label: 'bug' }]);
  });

  test('that was remembered counts only while it still fits', async () => {
    const remembering = memory();
    await run(labelling(['x']), tracker().caller, { model: modelSaying('bug'), memory: remembering });
    for (const key of remembering.kept.keys()) remembering.kept.set(key, 'no such kind');
    const model = modelSaying('idea');
    expect(judged((await run(labelling(['x']), tracker().caller, { model, memory: remembering })).events)).toEqual([
      'model idea',
    ]);
  });

  test('of something that a plan does not know is told as one that the apply will make', async () => {
    const workflow = workflowOf([
      write('file', 'create_issue', { title: lit('x') }),
      { ...judge(), input: { text: get(value('file'), 'key') } },
      write('post', 'create_issue', { title: value('kind') }),
    ]);
    const model = modelSaying('bug');
    const { events, status } = await run(workflow, tracker().caller, { mode: 'plan', model });
    expect(status).toBe('succeeded');
    expect(judged(events)).toEqual(['made-up ‹kind›']);
    expect(model.asked).toEqual([]);
  });
});

describe('without a model', () => {
  const withoutModel = 'Set one up.';

  test('an apply stops before its first write and says what to do', async () => {
    const { caller, calls } = tracker();
    const workflow = workflowOf([
      write('first', 'create_issue', { title: lit('first') }),
      { ...judge(), input: { text: lit('new') } },
      write('second', 'create_issue', { title: value('kind') }),
    ]);
    const { status, error } = await run(workflow, caller, { withoutModel });
    expect(status).toBe('failed');
    expect(error).toBe('Step "kind" needs a model, and none is set up. Nothing was changed. Set one up.');
    expect(calls).toEqual([]);
  });

  test('an apply stops before its first write where only the answer to a write would be judged', async () => {
    const { caller, calls } = tracker();
    const workflow = workflowOf([
      write('first', 'create_issue', { title: lit('first') }),
      { ...judge(), input: { text: get(value('first'), 'key') } },
    ]);
    expect((await run(workflow, caller, { withoutModel })).error).toContain('Nothing was changed.');
    expect(calls).toEqual([]);
  });

  test('a workflow runs all the same where every judgement is known', async () => {
    const { caller, made } = tracker();
    const remembering = memory();
    await run(labelling(['x']), tracker().caller, { mode: 'plan', model: modelSaying('bug'), memory: remembering });
    const workflow = labelling(['x', 'known'], { examples: [[{ text: 'known' }, 'idea']] });
    const known = await run(labelling(['known'], { examples: [[{ text: 'known' }, 'idea']] }), caller, {});
    expect(known.status).toBe('succeeded');
    expect(made('create_issue')).toEqual([{ title: 'known', label: 'idea' }]);
    // The examples are part of what is asked, so the plan above does not answer for this one.
    expect((await run(workflow, caller, { memory: remembering })).status).toBe('failed');
    expect((await run(labelling(['x']), caller, { memory: remembering })).status).toBe('succeeded');
  });

  test('a plan goes as far as it can and names the step', async () => {
    const { status, error } = await run(labelling(['x']), tracker().caller, { mode: 'plan', withoutModel });
    expect(status).toBe('failed');
    expect(error).toBe('Step "kind": it needs a model, and none is set up. Set one up.');
  });
});
