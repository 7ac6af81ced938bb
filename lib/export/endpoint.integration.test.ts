import { afterAll, describe, expect, test, vi } from 'vitest';
import { type CallStep, WORKFLOW_VERSION, type Workflow } from '#core/workflow/workflow.ts';
import { pythonEnvironment } from './python/test/python-environment.ts';
import { deployAgent, eventually, passLease, removeAgents, type ServingAgent } from './test/deployed-agent.ts';
import { fn, input, item, step } from './test/expression-builders.ts';
import { callAgentFromPython, pythonPeers } from './test/peers/python-peers.ts';

const TOKEN = 'not-a-real-token';
const LIVE = { DRY_RUN: 'false', APPROVALS: 'auto', RUN_TOKEN: TOKEN };

vi.setConfig({ testTimeout: 120_000 });

const environment = await pythonEnvironment();
if (typeof environment === 'string') console.warn(`SKIPPED: calls of Python agents: ${environment}.`);
const LANGUAGES = [
  { language: 'TypeScript', python: undefined },
  ...(typeof environment === 'string' ? [] : [{ language: 'Python', python: environment.python }]),
];
const peers = await pythonPeers();
if (typeof peers === 'string') console.warn(`SKIPPED: no client in Python calls the agent: ${peers}.`);

afterAll(removeAgents);

/** Raises the issue that the caller names. One input refers to a definition of its own schema. */
const raise: Workflow = {
  version: WORKFLOW_VERSION,
  name: 'Raise an issue',
  description: 'Raises one issue in the tracker.',
  trigger: { on: 'endpoint' },
  inputs: [
    { name: 'title', schema: { type: 'string', minLength: 1 }, description: 'What the issue is called' },
    {
      name: 'labels',
      schema: { type: 'array', items: { $ref: '#/$defs/label' }, $defs: { label: { type: 'string' } } },
      default: ['bug'],
    },
  ],
  body: [
    {
      do: 'call',
      id: 'createIssue',
      server: 'tracker',
      tool: 'create_issue',
      effect: 'write',
      args: { title: input('title') },
    },
  ],
  output: step('createIssue', 'key'),
};

const FIND: CallStep['find'] = {
  call: { server: 'tracker', tool: 'find_issues', args: { title: input('title') } },
  as: 'found',
  match: fn('first', item('found')),
};

function invoke({ url }: ServingAgent, body: object, headers: Readonly<Record<string, string>> = {}) {
  const authorization = `Bearer ${TOKEN}`;
  return fetch(`${url}/invoke`, { method: 'POST', headers: { authorization, ...headers }, body: JSON.stringify(body) });
}

async function look({ url }: ServingAgent, location: string | null): Promise<{ readonly status: string }> {
  const headers = { authorization: `Bearer ${TOKEN}` };
  return (await (await fetch(`${url}${location}`, { headers })).json()) as { readonly status: string };
}

describe.each(LANGUAGES)('an agent in $language that is called', ({ python: own }) => {
  const deploy = (workflow: Workflow) => deployAgent(workflow, {}, {}, own);

  test('tells nobody anything without the token', async () => {
    const agent = await deploy(raise);
    const serving = await agent.serve({ RUN_TOKEN: TOKEN });
    for (const path of ['/openapi.json', '/mcp', '/runs/invoke%3Ax']) {
      expect((await fetch(`${serving.url}${path}`)).status, path).toBe(401);
    }
    expect((await invoke(serving, {}, { authorization: 'Bearer wrong' })).status).toBe(401);
    await serving.end('SIGTERM');
    const open = await agent.serve();
    expect((await invoke(open, {})).status).toBe(503);
    await open.end('SIGTERM');
  });

  test('plans unless told to change something, and says what it would do', async () => {
    const agent = await deploy(raise);
    const serving = await agent.serve({ RUN_TOKEN: TOKEN });
    const answer = await invoke(serving, { title: 'Leak' });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      status: 'succeeded',
      mode: 'plan',
      effects: [{ server: 'tracker', tool: 'create_issue', args: { title: 'Leak' }, outcome: 'planned' }],
    });
    expect(agent.issues()).toEqual([]);
    await serving.end('SIGTERM');
  });

  test('gives the result, runs one key once, and refuses what does not fit', async () => {
    const agent = await deploy(raise);
    const serving = await agent.serve(LIVE);
    const key = { 'idempotency-key': 'order-17' };
    const [first, second] = await Promise.all([
      invoke(serving, { title: 'Leak' }, key),
      invoke(serving, { title: 'Leak' }, key),
    ]);
    expect([first?.status, second?.status]).toEqual([200, 200]);
    const report = await first?.json();
    expect(report).toMatchObject({
      status: 'succeeded',
      mode: 'apply',
      output: 'OPS-1',
      effects: [{ outcome: 'done' }],
    });
    expect(await second?.json()).toEqual(report);
    expect(await look(serving, first?.headers.get('location') ?? null)).toEqual(report);
    expect((await invoke(serving, { title: 'Other' }, key)).status).toBe(422);
    for (const wrong of [{}, { title: '' }, { title: 'x', labels: [1] }, { title: 'x', more: 1 }]) {
      expect((await invoke(serving, wrong)).status, JSON.stringify(wrong)).toBe(422);
    }
    expect((await invoke(serving, [])).status).toBe(400);
    expect((await invoke(serving, { title: 'x' }, { 'idempotency-key': ' ' })).status).not.toBe(500);
    expect(await look(serving, '/runs/invoke%3Anobody')).toEqual({ error: 'There is no such run.' });
    await serving.end('SIGTERM');
  });

  test('answers at once where it is asked to, tells how it goes on, and takes no more than may wait', async () => {
    const agent = await deploy(raise);
    agent.mood({ slowMs: 1500 });
    const serving = await agent.serve({ ...LIVE, QUEUE_LIMIT: '1' });
    const later = await invoke(serving, { title: 'Later' }, { prefer: 'respond-async' });
    expect(later.status).toBe(202);
    const full = await invoke(serving, { title: 'Too many' });
    expect([full.status, full.headers.get('retry-after')]).toEqual([503, '30']);
    const location = later.headers.get('location');
    await eventually(async () => (await look(serving, location)).status === 'succeeded', serving.log);
    expect(agent.issues()).toEqual(['Later']);
    await serving.end('SIGTERM');
  });

  test('waits for approval, and goes on when somebody has agreed', async () => {
    const agent = await deploy(raise);
    const serving = await agent.serve({ ...LIVE, APPROVALS: 'ask' });
    const answer = await invoke(serving, { title: 'Careful' });
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ status: 'waiting', error: expect.stringContaining('approval') });
    expect((await agent.command('approve', 'all')).code).toBe(0);
    const location = answer.headers.get('location');
    await eventually(async () => (await look(serving, location)).status === 'succeeded', serving.log);
    expect(agent.issues()).toEqual(['Careful']);
    await serving.end('SIGTERM');
  });

  test('says that a run failed and does not try it again by itself', async () => {
    const agent = await deploy(raise);
    agent.mood({ busy: 1000 });
    const serving = await agent.serve(LIVE);
    const answer = await invoke(serving, { title: 'Never' }, { 'idempotency-key': 'n' });
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ status: 'failed', error: expect.stringContaining('429') });
    expect((await invoke(serving, { title: 'Never' }, { 'idempotency-key': 'n' })).status).toBe(500);
    agent.mood({});
    expect((await invoke(serving, { title: 'Never' })).status).toBe(200);
    await serving.end('SIGTERM');
  });

  test('killed in the middle of a run, ends it at the next start, and the caller finds it by its key', async () => {
    const agent = await deploy({
      ...raise,
      output: step('createIssue'),
      body: raise.body.map((each) => (each.do === 'call' ? { ...each, find: FIND } : each)),
    });
    agent.mood({ deadly: 'Fatal' });
    const first = await agent.serve(LIVE);
    await expect(invoke(first, { title: 'Fatal' }, { 'idempotency-key': 'k' })).rejects.toThrow();
    agent.mood({});
    passLease(agent.folder);
    const second = await agent.serve(LIVE);
    const again = await invoke(second, { title: 'Fatal' }, { 'idempotency-key': 'k' });
    expect(await again.json()).toMatchObject({
      status: 'succeeded',
      output: 'Fatal',
      effects: [{ outcome: 'already there' }],
    });
    expect(agent.issues()).toEqual(['Fatal']);
    await second.end('SIGTERM');
  });

  test.skipIf(typeof peers === 'string')('is understood by a validator and a client that are not ours', async () => {
    const agent = await deploy(raise);
    const serving = await agent.serve(LIVE);
    const python = typeof peers === 'string' ? '' : peers.python;
    const seen = await callAgentFromPython(python, { url: serving.url, token: TOKEN, inputs: { title: 'By tool' } });
    expect(seen.openapi).toEqual([]);
    expect(seen.legacy).toMatchObject({
      isError: false,
      structured: { status: 'succeeded', output: 'OPS-1', effects: [{ outcome: 'done' }] },
    });
    expect(seen.modern).toMatchObject({
      isError: false,
      structured: { status: 'succeeded', effects: [{ outcome: 'already there' }] },
    });
    expect(seen.modern.tool).toMatchObject({
      name: 'raise-an-issue',
      title: 'Raise an issue',
      inputSchema: {
        required: ['title'],
        properties: {
          title: { type: 'string', description: 'What the issue is called' },
          labels: { items: { $ref: '#/properties/labels/$defs/label' }, default: ['bug'] },
        },
      },
    });
    expect(agent.issues()).toEqual(['By tool']);
    await serving.end('SIGTERM');
  });
});

test.skipIf(LANGUAGES.length < 2)('agents of both languages describe themselves in the same document', async () => {
  const documents = await Promise.all(
    LANGUAGES.map(async ({ python: own }) => {
      const serving = await (await deployAgent(raise, {}, {}, own)).serve({ RUN_TOKEN: TOKEN });
      const answer = await fetch(`${serving.url}/openapi.json`, { headers: { authorization: `Bearer ${TOKEN}` } });
      await serving.end('SIGTERM');
      return answer.text();
    }),
  );
  expect(documents[0]).toContain('"operationId":"invoke"');
  expect(documents[1]).toBe(documents[0]);
});
