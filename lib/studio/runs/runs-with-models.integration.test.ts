import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseWorkflow } from '#core/workflow/parse-workflow.ts';
import { scriptOf } from '#lib/chat/scripted/script.ts';
import { type ScriptedServer, startScriptedServer } from '#lib/chat/scripted/scripted-server.ts';
import { readSnapshot } from '../calls/read-snapshot.ts';
import { openTestStudio } from '../open-test-studio.ts';
import { importWorkflow } from '../prototypes/import-prototype.ts';
import { consentToSampleServers, registerSampleServers } from '../prototypes/sample-servers.ts';
import type { Studio } from '../studio.ts';
import { type RunBench, runBench } from '../test/run-bench.ts';
import { resumeRun } from './resume-run.ts';

// A workflow that lets a model name a project and raises a ticket there. The model is a script behind the real wire.

let studio: Studio;
let close: () => Promise<void>;
let model: ScriptedServer;
let prototypeId: string;
let runs: RunBench;
/** What the model says from now on, as JSON of the answer. */
let says: string;

const workflow = parseWorkflow({
  version: 1,
  name: 'Triage',
  inputs: [{ name: 'title', schema: { type: 'string' }, default: 'Memory leak' }],
  body: [
    {
      id: 'project',
      do: 'llm',
      task: 'Name the project that the title belongs to.',
      input: { title: { $: 'ref', of: 'input', id: 'title' } },
      output: { type: 'string', enum: ['PERF', 'SHOP', 'PAY'] },
      examples: [[{ title: 'Known' }, 'PAY']],
    },
    {
      id: 'file',
      do: 'call',
      server: 'tracker',
      tool: 'create_issue',
      effect: 'write',
      args: {
        project: { $: 'ref', of: 'step', id: 'project' },
        title: { $: 'ref', of: 'input', id: 'title' },
        description: { $: 'lit', value: 'Filed by a run.' },
      },
    },
  ],
});

beforeAll(async () => {
  ({ studio, close } = await openTestStudio());
  model = await startScriptedServer([scriptOf('judge', [() => ({ text: says })])]);
  await consentToSampleServers(studio, Object.values(await registerSampleServers(studio)));
  prototypeId = (await importWorkflow(studio, workflow)).id;
  await studio.store.prototypes.allowTool(prototypeId, { server: 'tracker', tool: 'create_issue' });
  runs = runBench(studio, prototypeId);
});
afterAll(async () => {
  await model.close();
  await close();
});

const judged = ({ events }: Awaited<ReturnType<RunBench['run']>>) =>
  events.flatMap((event) => (event.type === 'judged' ? [{ answer: event.answer, from: event.from }] : []));

describe('a run that needs a model', () => {
  test('stops before its first write where none is set up, and says what to do', async () => {
    const { run, events } = await runs.run({ mode: 'apply' });
    expect(run.status).toBe('failed');
    expect(run.error).toMatch(
      /^Step "project" needs a model, and none is set up\. Nothing was changed\. Add a model in Settings/,
    );
    expect(events.some((event) => event.type === 'call-started')).toBe(false);
  });

  test('needs none for what the recording has answered', async () => {
    const { run, ...detail } = await runs.run({ mode: 'apply', inputs: { title: 'Known' } });
    expect(run).toMatchObject({ status: 'succeeded', effects: { created: 1 } });
    expect(judged({ run, ...detail })).toEqual([{ answer: 'PAY', from: 'recording' }]);
  });

  test('does not take the sample’s script for a model', async () => {
    await studio.store.prototypes.update(prototypeId, { model: 'scripted:memory-leak-tickets' });
    expect((await runs.run({ mode: 'apply' })).run.error).toContain('The script of the sample judges nothing');
    await studio.store.prototypes.update(prototypeId, { model: null });
  });
});

describe('with a model', () => {
  beforeAll(async () => {
    const providers = { bench: { protocol: 'compatible', baseUrl: model.url } };
    await studio.store.settings.set('models', { default: 'bench:judge', providers });
  });

  test('a run that failed for lack of one is resumed', async () => {
    const [failed] = (await readSnapshot(studio, prototypeId)).runs;
    if (failed?.status !== 'failed') throw new Error('The last run failed for lack of a model.');
    says = '{"answer": "PERF"}';
    const { run, ...detail } = await runs.over(await resumeRun(studio, { prototypeId, runId: failed.id }));
    expect(run).toMatchObject({ status: 'succeeded', effects: { created: 1 } });
    expect(judged({ run, ...detail })).toEqual([{ answer: 'PERF', from: 'model' }]);
  });

  test('a plan shows what was asked, and the apply decides as its plan did, whatever the model says by then', async () => {
    const inputs = { title: 'Basket is empty' };
    says = '{"answer": "SHOP"}';
    const plan = await runs.run({ mode: 'plan', inputs });
    expect(plan.events.find((event) => event.type === 'judged')).toMatchObject({
      step: 'project',
      task: 'Name the project that the title belongs to.',
      input: inputs,
      answer: 'SHOP',
      from: 'model',
      attempts: 1,
    });
    says = '{"answer": "PAY"}';
    const before = model.requests.length;
    const apply = await runs.run({ mode: 'apply', inputs });
    expect(judged(apply)).toEqual([{ answer: 'SHOP', from: 'earlier' }]);
    expect(apply.events.find((event) => event.type === 'call-started')).toMatchObject({ args: { project: 'SHOP' } });
    expect(model.requests.length).toBe(before);
  });

  test('asks anew where that is wished', async () => {
    says = '{"answer": "PAY"}';
    const plan = await runs.run({ mode: 'plan', inputs: { title: 'Basket is empty' }, askAnew: true });
    expect(judged(plan)).toEqual([{ answer: 'PAY', from: 'model' }]);
  });

  test('an answer that never fits fails the run in words, with nothing written', async () => {
    says = 'I would rather not.';
    const { run, events } = await runs.run({ mode: 'apply', inputs: { title: 'Odd' } });
    expect(run.status).toBe('failed');
    expect(run.error).toContain('did not answer in the asked shape after 3 tries');
    expect(events.some((event) => event.type === 'call-started')).toBe(false);
  });

  test('a model that is away fails the run with its reason', async () => {
    await studio.store.prototypes.update(prototypeId, { model: 'bench:nobody' });
    const { run } = await runs.run({ mode: 'apply', inputs: { title: 'Away' } });
    expect(run.status).toBe('failed');
    expect(run.error).toMatch(/Step "project": the model gave no answer: /);
  });
});
