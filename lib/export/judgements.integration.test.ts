import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { WORKFLOW_VERSION, type Workflow } from '#core/workflow/workflow.ts';
import { deployAgent, removeAgents } from './test/deployed-agent.ts';
import { fn, item, lit, step } from './test/expression-builders.ts';

interface ModelRequest {
  readonly key: string | undefined;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
}

let endpoint: Server;
let url = '';
let asked: ModelRequest[] = [];
/** What the model says, one after the other; the last again and again. */
let says: readonly (string | { readonly status: number })[] = [];

beforeAll(async () => {
  endpoint = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { messages } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    asked.push({ key: request.headers.authorization, messages });
    const answer = says[Math.min(asked.length, says.length) - 1] ?? '';
    if (typeof answer !== 'string') return response.writeHead(answer.status).end('busy');
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ choices: [{ message: { content: answer } }] }));
  });
  await new Promise<void>((done) => endpoint.listen(0, '127.0.0.1', done));
  url = `http://127.0.0.1:${(endpoint.address() as AddressInfo).port}/v1`;
});
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  endpoint.close();
  removeAgents();
});

const workflow: Workflow = {
  version: WORKFLOW_VERSION,
  name: 'Wishes, judged',
  inputs: [],
  body: [
    { do: 'call', id: 'wishes', server: 'tracker', tool: 'list_wishes', effect: 'read', args: {} },
    {
      do: 'forEach',
      id: 'each',
      in: step('wishes'),
      each: 'wish',
      body: [
        {
          do: 'llm',
          id: 'size',
          task: 'How big is this wish?',
          input: { wish: item('wish') },
          output: { type: 'string', enum: ['small', 'big', 'huge'] },
          examples: [[{ wish: 'three' }, 'big']],
          checks: [fn('ne', step('size'), lit('huge'))],
        },
        {
          do: 'call',
          id: 'createIssue',
          server: 'tracker',
          tool: 'create_issue',
          effect: 'write',
          args: { title: { $: 'text', parts: [item('wish'), ' is ', step('size')] } },
        },
      ],
    },
  ],
};
const answer = (value: unknown) => JSON.stringify({ answer: value });
const model = () => ({ MODEL_BASE_URL: url, MODEL_NAME: 'tiny', MODEL_API_KEY: 'key-of-the-model' });

test('without a model, an agent that needs one says what is missing before it does anything', async () => {
  const agent = await deployAgent(workflow);
  for (const command of ['plan', 'apply', 'serve']) {
    expect(await agent.command(command)).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'A model is asked in step "size": set MODEL_NAME, and MODEL_BASE_URL (any OpenAI-compatible endpoint) or MODEL_API_KEY.\nSee .env.example for what each setting is.\n',
    });
  }
  expect(agent.issues()).toEqual([]);
});

test('an example is never asked about, an answer is asked for once, and later runs are given it again', async () => {
  says = ['```json\n{"answer": "small"}\n```', answer('big')];
  const agent = await deployAgent(workflow, model());
  const plan = await agent.command('plan');
  expect(plan.stdout).toContain('{"title":"one is small"}');
  expect(asked).toHaveLength(2);
  expect(asked[0]?.key).toBe('Bearer key-of-the-model');
  // What was shown is told, and the question is data.
  expect(asked[0]?.messages.slice(1)).toEqual([
    { role: 'user', content: '{"wish":"three"}' },
    { role: 'assistant', content: '{"answer":"big"}' },
    { role: 'user', content: '{"wish":"one"}' },
  ]);
  says = [answer('small')];
  expect((await agent.command('apply', '--yes')).stdout).toContain('apply: 3 done.');
  expect((await agent.command('apply', '--yes')).stdout).toContain('apply: 3 already there.');
  expect(agent.issues()).toEqual(['one is small', 'two is big', 'three is big']);
  expect(asked).toHaveLength(2);
  expect(`${plan.stdout}${plan.stderr}`).not.toContain('key-of-the-model');

  const kept = (await agent.command('judgements')).stdout.trim().split('\n');
  expect(kept).toHaveLength(2);
  await agent.command('judgements', 'forget', kept[1]?.split('  ').at(-1) ?? '');
  await agent.command('plan');
  expect(asked).toHaveLength(3);
});

test('what was judged while recording is not asked about, also where the model is not shown it', async () => {
  says = [answer('big')];
  const judgements = [{ task: 'How big is this wish?', input: { wish: 'one' }, answer: 'small' }];
  const agent = await deployAgent(workflow, model(), { judgements });
  expect((await agent.command('apply', '--yes')).stdout).toContain('apply: 3 done.');
  expect(agent.issues()).toEqual(['one is small', 'two is big', 'three is big']);
  expect(asked.map(({ messages }) => messages.at(-1)?.content)).toEqual(['{"wish":"two"}']);
});

test('an answer that does not fit is refused with the reason; a busy model is asked again', async () => {
  says = [{ status: 503 }, answer('enormous'), 'no JSON', answer('small')];
  const agent = await deployAgent(workflow, model());
  expect((await agent.command('plan')).code).toBe(0);
  expect(asked[2]?.messages.at(-1)?.content).toMatch(/^That answer cannot be taken: .*Answer again\.$/);
  expect(asked[3]?.messages.at(-2)).toEqual({ role: 'assistant', content: '{"answer":null}' });
});

test('an answer that never fits ends the run before anything is changed', async () => {
  says = [answer('huge')];
  const agent = await deployAgent(workflow, model());
  const end = await agent.command('apply', '--yes');
  expect(end.code).toBe(1);
  expect(end.stdout).toContain(
    `Step "size": the model's answer does not fit, 3 times: check 1 does not hold for "huge".`,
  );
  expect(agent.issues()).toEqual([]);
  expect(asked).toHaveLength(3);
});

test('a model that refuses or is not there is named with its address', async () => {
  says = [{ status: 401 }];
  const agent = await deployAgent(workflow, model());
  expect((await agent.command('plan')).stdout).toContain(
    `Step "size" needs a model: ${url}/chat/completions answered 401: busy`,
  );
  const nowhere = await agent.commandWith({ MODEL_BASE_URL: 'http://127.0.0.1:1/v1' }, 'plan');
  expect(nowhere.stdout).toMatch(/http:\/\/127\.0\.0\.1:1\/v1\/chat\/completions cannot be reached/);
});
