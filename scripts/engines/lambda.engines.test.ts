import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { lambdaAgent } from '../../lib/export/lambda/test/lambda-agent.ts';
import { type LambdaFunction, startFunction } from '../../lib/export/lambda/test/lambda-process.ts';
import { removeAgents, wishesWorkflow } from '../../lib/export/test/deployed-agent.ts';
import { placedBundle, TRIGGERS, textOf } from '../../lib/export/test/placed-bundle.ts';
import { openDynamo } from '../../lib/export/typescript/runtime/aws/dynamo/dynamo-client.ts';
import { openTable } from '../../lib/export/typescript/runtime/aws/dynamo/dynamo-table.ts';
import { root } from '../root.ts';
import { openAwsClients, type QueuedMessage } from './aws-clients.ts';
import { exportSample } from './export-sample.ts';
import { startMoto } from './moto.ts';
import { openPythonTool } from './python-tool.ts';
import { runProgram } from './run-program.ts';

const engines = join(tmpdir(), 'tracewright-engines');
const moto = await startMoto(engines);
const lint = openPythonTool(engines, { name: 'cfn-lint', requirement: 'cfn-lint==1.58.0' });
if ('missing' in moto) console.warn(`SKIPPED: no function was run against AWS's services: ${moto.missing}.`);
if ('missing' in lint) console.warn(`SKIPPED: no SAM template was checked: ${lint.missing}.`);

const folder = mkdtempSync(join(tmpdir(), 'tracewright-lambda-'));
const open: LambdaFunction[] = [];
afterAll(() => {
  for (const each of open) each.close();
  if (!('missing' in moto)) moto.stop();
  removeAgents();
  rmSync(folder, { recursive: true, force: true });
});

describe.skipIf('missing' in lint)('the SAM template', () => {
  const eitherDay = { on: 'schedule', cron: '0 7 1 * MON', timeZone: 'Europe/Berlin' } as const;
  const triggers = [...TRIGGERS.filter(({ on }) => on !== 'endpoint' && on !== 'queue'), eitherDay];
  const cases = [...triggers, { on: 'queue', kind: 'sqs', name: 'pulls' } as const].flatMap((trigger) =>
    (['dynamodb', 'postgres'] as const).map((state) => ({ trigger, state })),
  );
  const problemsOf = (template: string) => {
    if ('missing' in lint) throw new Error(lint.missing);
    const path = join(folder, 'checked.yaml');
    writeFileSync(path, template);
    return runProgram(lint.path, ['--regions', 'eu-central-1', '--template', path]).trim();
  };

  test('has nothing that cfn-lint finds, whatever wakes it and wherever it remembers', async () => {
    for (const { trigger, state } of cases) {
      expect(problemsOf(textOf(await placedBundle('lambda', trigger, state), 'template.yaml'))).toBe('');
    }
  });

  test('is read by a checker that finds what is wrong', async () => {
    const template = textOf(await placedBundle('lambda', { on: 'webhook', path: 'x' }, 'dynamodb'), 'template.yaml');
    expect(() =>
      problemsOf(template.replace('EventSourceArn: !GetAtt Messages', 'EventSourceArn: !GetAtt Massages')),
    ).toThrow('Massages');
    expect(() => problemsOf(template.replace('maxReceiveCount: 5', 'maxReceiveCount: many'))).toThrow('E3012');
  });
});

/** The queue of a template with its dead letters, and the poller that Lambda has for it. */
async function queueOf(template: string, name: string) {
  const { queues } = await openAwsClients();
  const arnOf = async (QueueUrl: string) =>
    (await queues.getQueueAttributes({ QueueUrl, AttributeNames: ['QueueArn'] })).Attributes.QueueArn ?? '';
  const { VisibilityTimeout, RedrivePolicy } = parse(template, { logLevel: 'silent' }).Resources.Messages.Properties;
  const dead = (await queues.createQueue({ QueueName: `${name}-dead` })).QueueUrl;
  const { QueueUrl } = await queues.createQueue({
    QueueName: name,
    Attributes: {
      VisibilityTimeout: String(VisibilityTimeout),
      RedrivePolicy: JSON.stringify({ ...RedrivePolicy, deadLetterTargetArn: await arnOf(dead) }),
    },
  });
  const receive = async (from: string) =>
    (await queues.receiveMessage({ QueueUrl: from, MaxNumberOfMessages: 10, MessageSystemAttributeNames: ['All'] }))
      .Messages ?? [];
  return {
    url: QueueUrl,
    send: (MessageBody: string) => queues.sendMessage({ QueueUrl, MessageBody }),
    dead: () => receive(dead),
    /** Hands what there is to the function, deletes what it does not report, and has the pause of the rest be over. */
    async poll(worker: LambdaFunction): Promise<readonly unknown[]> {
      const messages = await receive(QueueUrl);
      if (messages.length === 0) return [];
      const end = await worker.invoke({ Records: messages.map(recordOf) });
      const failed = JSON.stringify('answer' in end ? end.answer : end);
      for (const { MessageId, ReceiptHandle } of messages) {
        if (!failed.includes(MessageId) && 'answer' in end) await queues.deleteMessage({ QueueUrl, ReceiptHandle });
        else await queues.changeMessageVisibility({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 });
      }
      return [end];
    },
  };
}

function recordOf({ MessageId, ReceiptHandle, Body, Attributes }: QueuedMessage) {
  return {
    ...{ messageId: MessageId, receiptHandle: ReceiptHandle, body: Body, attributes: Attributes },
    ...{ messageAttributes: {}, md5OfBody: '', eventSource: 'aws:sqs', eventSourceARN: '', awsRegion: 'eu-central-1' },
  };
}

describe.skipIf('missing' in moto)('an agent on Lambda, with DynamoDB, SQS and Secrets Manager', () => {
  beforeAll(() => {
    if ('missing' in moto) return;
    for (const [name, value] of Object.entries(moto.env)) vi.stubEnv(name, value);
  });
  const aws = 'missing' in moto ? {} : moto.env;
  const start = async (
    of: { readonly folder: string; readonly env: NodeJS.ProcessEnv },
    handler: 'run' | 'queue' | 'webhook',
  ) => {
    const started = await startFunction({ ...of, handler });
    open.push(started);
    return started;
  };

  test('takes a signed delivery, sends its key, and makes every change once; with its locked packages alone', async () => {
    const trigger = { on: 'webhook', path: 'leaks' } as const;
    const { tickets } = await exportSample({ folder, target: 'lambda', trigger, state: 'dynamodb' });
    runProgram('npm', ['ci', '--omit=dev', '--ignore-scripts'], { cwd: folder });
    const template = readFileSync(join(folder, 'template.yaml'), 'utf8');
    const { createLedger, secrets } = await openAwsClients();
    await createLedger('sample');
    const queue = await queueOf(template, 'sample');
    const secret = await secrets.createSecret({ Name: 'sample', SecretString: '{"WEBHOOK_SECRET":"s3cret"}' });
    const server = (alias: string) => join(root, 'examples/servers', alias, 'server.ts');
    const env = {
      NODE_ENV: 'test' as const,
      ...{
        PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
        ...aws,
        DRY_RUN: 'false',
        APPROVALS: 'auto',
      },
      ...{ LEDGER_TABLE: 'sample', MESSAGES_URL: queue.url, SECRETS_ARN: secret.ARN },
      ...{ CODE_HOST_PATH: server('code-host'), CODE_HOST_STATE: join(folder, 'code-host') },
      ...{ TRACKER_PATH: server('tracker'), TRACKER_STATE: join(folder, 'tracker') },
    };
    const [webhook, worker] = [await start({ folder, env }, 'webhook'), await start({ folder, env }, 'queue')];
    const deliver = (id: string) => {
      const body = '{}';
      const signature = `sha256=${createHmac('sha256', 's3cret').update(body).digest('hex')}`;
      const headers = { 'x-hub-signature-256': signature, 'x-github-delivery': id };
      const http = { method: 'POST', path: '/webhooks/leaks', protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' };
      return webhook.invoke({
        version: '2.0',
        rawPath: http.path,
        headers,
        body,
        isBase64Encoded: false,
        requestContext: { http },
      });
    };
    expect(await deliver('d1')).toMatchObject({
      answer: { statusCode: 202, body: '{"delivery":"webhook:d1","taken":"now"}' },
    });
    expect(await deliver('d1')).toMatchObject({
      answer: { statusCode: 202, body: '{"delivery":"webhook:d1","taken":"before"}' },
    });
    expect(await queue.poll(worker), worker.log()).toEqual([{ answer: { batchItemFailures: [] } }]);
    expect(await queue.poll(worker)).toEqual([]);
    const table = openTable(await openDynamo(), 'sample');
    const states = async (kind: string) => (await table.all(kind)).map(({ state }) => state);
    expect(await states('effect')).toEqual(Array.from({ length: tickets }, () => 'confirmed'));
    expect(await states('delivery')).toEqual(['done']);
    await deliver('d2');
    expect(await queue.poll(worker)).toEqual([{ answer: { batchItemFailures: [] } }]);
    expect((await table.all('effect')).map(({ attempts }) => attempts)).toEqual(
      Array.from({ length: tickets }, () => 1),
    );
    // Commands by hand read the same table.
    const effects = runProgram(process.execPath, ['main.ts', 'effects'], {
      cwd: folder,
      env: { ...aws, LEDGER_TABLE: 'sample' },
    });
    expect(effects.match(/ done {2}tracker/g)).toHaveLength(tickets);
  });

  test('a message that can never be read ends in the dead letters, and the others of its batch are done', async () => {
    const trigger = { on: 'queue', kind: 'sqs', name: 'orders' } as const;
    const { createLedger } = await openAwsClients();
    await createLedger('orders');
    const agent = await lambdaAgent(wishesWorkflow(), trigger, {
      ...{ ...aws, LEDGER_TABLE: 'orders', DRY_RUN: 'false', APPROVALS: 'auto' },
    });
    const queue = await queueOf(readFileSync(join(agent.folder, 'template.yaml'), 'utf8'), 'orders');
    const worker = await start({ folder: agent.folder, env: { ...agent.env, MESSAGES_URL: queue.url } }, 'queue');
    await queue.send('no JSON');
    await queue.send('{"order":7}');
    for (let polls = 0; polls < 5; polls += 1) await queue.poll(worker);
    expect(agent.issues()).toEqual(['one', 'two', 'three']);
    expect(await queue.poll(worker)).toEqual([]);
    expect((await queue.dead()).map(({ Body }) => Body)).toEqual(['no JSON']);
  });

  test('an invocation that is killed in the middle of a write is followed by one that repeats nothing', async () => {
    const { createLedger } = await openAwsClients();
    await createLedger('killed');
    const agent = await lambdaAgent(
      wishesWorkflow({ looksFirst: true }),
      { on: 'manual' },
      {
        ...{ ...aws, LEDGER_TABLE: 'killed', DRY_RUN: 'false', APPROVALS: 'auto' },
      },
    );
    const run = await start(agent, 'run');
    agent.mood({ deadly: 'two' });
    expect(await run.invoke({}, { id: 'r1' })).toEqual({ killed: 'SIGKILL' });
    agent.mood({});
    const table = openTable(await openDynamo(), 'killed');
    expect((await table.all('effect')).map(({ state }) => state).sort()).toEqual(['confirmed', 'sent']);
    // As if a minute had passed: what the dead process held is free.
    for (const key of await table.all('effect'))
      await table.change(key, { set: { lease: 0 }, when: 'attribute_exists(#id)' });
    for (const key of await table.all('delivery'))
      await table.change(key, { set: { due: 0 }, when: 'attribute_exists(#id)' });
    expect(await run.invoke({ resume: true })).toMatchObject({
      answer: { resumed: [{ delivery: 'run:r1', state: 'done' }] },
    });
    expect(agent.issues()).toEqual(['one', 'two', 'three']);
  });

  test('where too little time is left nothing more is begun, and the next invocation goes on from there', async () => {
    const { createLedger } = await openAwsClients();
    await createLedger('late');
    const agent = await lambdaAgent(
      wishesWorkflow(),
      { on: 'manual' },
      {
        ...{ ...aws, LEDGER_TABLE: 'late', DRY_RUN: 'false', APPROVALS: 'auto', DEADLINE_RESERVE_SECONDS: '8' },
      },
    );
    const run = await start(agent, 'run');
    agent.mood({ slowMs: 3000 });
    expect(await run.invoke({}, { seconds: 12 })).toMatchObject({ answer: { state: 'received' } });
    const table = openTable(await openDynamo(), 'late');
    const states = (await table.all('effect')).map(({ state }) => state);
    expect(states.filter((state) => state === 'confirmed')).toHaveLength(agent.issues().length);
    expect(states.filter((state) => state !== 'confirmed' && state !== 'failed')).toEqual([]);
    agent.mood({});
    expect(await run.invoke({ resume: true })).toMatchObject({ answer: { resumed: [{ state: 'done' }] } });
    expect(agent.issues()).toEqual(['one', 'two', 'three']);
  });
});
