import { createHmac } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import type { Trigger } from '#core/workflow/workflow.ts';
import { passLease, removeAgents, wishesWorkflow } from '../test/deployed-agent.ts';
import { lambdaAgent } from './test/lambda-agent.ts';
import { type LambdaFunction, startFunction } from './test/lambda-process.ts';

// The exported functions as processes behind Lambda's runtime interface. What they remember is a SQLite file here;
// `npm run test:engines` does the same with DynamoDB and SQS.

const open: LambdaFunction[] = [];
afterAll(() => {
  for (const each of open) each.close();
  removeAgents();
});

const AGREED = { DRY_RUN: 'false', APPROVALS: 'auto', WEBHOOK_SECRET: 'w' };

async function functionsOf(trigger: Trigger, env: Readonly<Record<string, string>> = AGREED, looksFirst = false) {
  const agent = await lambdaAgent(wishesWorkflow({ looksFirst }), trigger, env);
  const start = async (handler: 'run' | 'queue' | 'webhook') => {
    const started = await startFunction({ folder: agent.folder, env: agent.env, handler });
    open.push(started);
    return started;
  };
  return { agent, start };
}

const schedule = { on: 'schedule', cron: '0 7 * * *', timeZone: 'UTC' } as const;
const slot = { slot: '2026-11-30T07:00:00Z' };

test('a slot that Scheduler hands over twice runs once, and the next slot finds everything done', async () => {
  const { agent, start } = await functionsOf(schedule);
  const run = await start('run');
  const created = (title: string) => `tracker/create_issue {"title":"${title}"}`;
  expect(await run.invoke(slot)).toEqual({
    answer: {
      delivery: 'schedule:2026-11-30T07:00:00Z',
      state: 'done',
      changes: ['one', 'two', 'three'].map((title) => `${created(title)}: done`),
    },
  });
  expect(await run.invoke(slot)).toMatchObject({ answer: { state: 'done', changes: [] } });
  expect(await run.invoke({ slot: '2026-12-01T07:00:00Z' })).toMatchObject({
    answer: { changes: ['one', 'two', 'three'].map((title) => `${created(title)}: already there`) },
  });
  expect(agent.issues()).toEqual(['one', 'two', 'three']);
});

test('by hand it only plans where nobody said otherwise, and what was approved since is made by the timer', async () => {
  const { agent, start } = await functionsOf({ on: 'manual' }, { DRY_RUN: 'true' });
  const plan = await (await start('run')).invoke({});
  expect(plan).toMatchObject({ answer: { state: 'done' } });
  expect(JSON.stringify(plan)).toContain('planned');

  const asking = await startFunction({
    ...{ folder: agent.folder, handler: 'run' },
    env: { ...agent.env, DRY_RUN: 'false' },
  });
  open.push(asking);
  expect(await asking.invoke({})).toMatchObject({ answer: { state: 'waiting' } });
  expect(await asking.invoke({ resume: true })).toEqual({ answer: { resumed: [] } });
  expect(agent.issues()).toEqual([]);
  expect((await agent.command('approve', 'all')).stdout).toContain('approved');
  expect(await asking.invoke({ resume: true })).toMatchObject({ answer: { resumed: [{ state: 'done' }] } });
  expect(agent.issues()).toEqual(['one', 'two', 'three']);
});

test('an invocation that is killed in the middle of a write is followed by one that repeats nothing', async () => {
  const { agent, start } = await functionsOf(schedule, AGREED, true);
  agent.mood({ deadly: 'two' });
  const run = await start('run');
  expect(await run.invoke(slot, { id: 'same' })).toEqual({ killed: 'SIGKILL' });
  expect(agent.issues()).toEqual(['one', 'two']);
  agent.mood({});
  passLease(agent.folder);
  expect(await run.invoke(slot, { id: 'same' })).toMatchObject({ answer: { state: 'done' } });
  expect(agent.issues()).toEqual(['one', 'two', 'three']);
});

test('where too little time is left nothing more is begun, and the next invocation goes on from there', async () => {
  const { agent, start } = await functionsOf(schedule, { ...AGREED, DEADLINE_RESERVE_SECONDS: '8' });
  agent.mood({ slowMs: 3000 });
  const run = await start('run');
  // The time is over while the first or the second write is under way: that one is answered and recorded.
  expect(await run.invoke(slot, { seconds: 12 })).toMatchObject({
    answer: { state: 'received', error: 'The agent was stopped.' },
  });
  const done = agent.issues().length;
  expect([1, 2]).toContain(done);
  expect((await agent.command('effects')).stdout.match(/ done {2}/g)).toHaveLength(done);
  expect((await agent.command('effects')).stdout).not.toMatch(/unknown|sent/);
  agent.mood({});
  expect(await run.invoke({ resume: true })).toMatchObject({ answer: { resumed: [{ state: 'done' }] } });
  expect(agent.issues()).toEqual(['one', 'two', 'three']);

  const error = { errorMessage: expect.stringContaining('Give the function a longer Timeout.') };
  expect(await run.invoke({ resume: true }, { seconds: 7 })).toMatchObject({ error });
});

test('of a batch of messages only those come again that could not be done', async () => {
  const { agent, start } = await functionsOf({ on: 'queue', kind: 'sqs', name: 'orders' });
  const queue = await start('queue');
  const message = (messageId: string, body: string) => ({
    ...{ messageId, receiptHandle: 'r', body, attributes: { ApproximateReceiveCount: '1' }, messageAttributes: {} },
    ...{ md5OfBody: '', eventSource: 'aws:sqs', eventSourceARN: 'arn:aws:sqs:eu-central-1:0:orders', awsRegion: '' },
  });
  const Records = [message('good', '{"order":7}'), message('poison', 'no JSON'), message('more', '{}')];
  expect(await queue.invoke({ Records })).toEqual({ answer: { batchItemFailures: [{ itemIdentifier: 'poison' }] } });
  expect(await queue.invoke({ Records })).toEqual({ answer: { batchItemFailures: [{ itemIdentifier: 'poison' }] } });
  expect(agent.issues()).toEqual(['one', 'two', 'three']);
  expect(queue.log()).toContain('Its field \\"body\\" is not a JSON object.');
});

test('a webhook is answered after it is stored, in either coding of its body, and an unsigned one is refused', async () => {
  const { agent, start } = await functionsOf({ on: 'webhook', path: 'wishes' });
  const webhook = await start('webhook');
  const body = '{"wish":"é"}';
  const signature = `sha256=${createHmac('sha256', 'w').update(body).digest('hex')}`;
  const request = (headers: Readonly<Record<string, string>>, method = 'POST') => ({
    ...{ version: '2.0', routeKey: '$default', rawPath: '/webhooks/wishes', rawQueryString: '', headers },
    ...{ requestContext: { http: { method, path: '/webhooks/wishes' } } },
    ...{ body: Buffer.from(body).toString('base64'), isBase64Encoded: true },
  });
  expect(await webhook.invoke(request({}))).toMatchObject({ answer: { statusCode: 401 } });
  expect(await webhook.invoke(request({}, 'GET'))).toMatchObject({ answer: { statusCode: 404 } });
  const signed = request({ 'x-hub-signature-256': signature, 'x-github-delivery': 'd1' });
  const plain = { ...signed, body, isBase64Encoded: false };
  expect(await webhook.invoke(signed)).toMatchObject({ answer: { statusCode: 202, body: /"taken":"now"/ } });
  expect(await webhook.invoke(plain)).toMatchObject({ answer: { statusCode: 202, body: /"taken":"before"/ } });

  const queue = await start('queue');
  const record = (messageId: string, key: string) => ({
    ...{ messageId, receiptHandle: 'r', body: JSON.stringify({ delivery: key }) },
    ...{ attributes: { ApproximateReceiveCount: '1' } },
  });
  const Records = [record('m1', 'webhook:d1'), record('m2', 'webhook:nobody')];
  expect(await queue.invoke({ Records })).toEqual({ answer: { batchItemFailures: [{ itemIdentifier: 'm2' }] } });
  expect(agent.issues()).toEqual(['one', 'two', 'three']);
});
