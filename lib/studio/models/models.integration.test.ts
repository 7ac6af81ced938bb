import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { languageModel } from '#lib/chat/language-model.ts';
import { ModelAnswerError, modelCaller } from '#lib/chat/model-caller.ts';
import { scriptOf } from '#lib/chat/scripted/script.ts';
import { startScriptedServer } from '#lib/chat/scripted/scripted-server.ts';
import { startAnthropicServer } from '#lib/chat/test/anthropic-server.ts';
import { startResponsesServer } from '#lib/chat/test/responses-server.ts';
import { testModel } from '#lib/chat/test-model.ts';
import { createPrototype } from '../prototypes/create-prototype.ts';
import { isStudioError } from '../studio-error.ts';
import { type ChatBench, converse, openChatBench, textOf } from '../test/chat-bench.ts';
import { saveProvider } from './change-models.ts';
import { chooseModel } from './choose-model.ts';
import { listModels } from './list-models.ts';
import { ollamaAddress } from './model-providers.ts';

let bench: ChatBench;

beforeAll(async () => {
  bench = await openChatBench();
});
afterAll(() => bench.close());

const list = { tool: 'code-host__list_pull_requests', args: { repository: 'acme/payments' } };

describe('when a provider fails', () => {
  test('a refused key is told as one, at once', async () => {
    const chat = await bench.prototype([{ fail: { status: 401, message: 'Incorrect API key provided' } }], ['tracker']);
    const before = bench.model.requests.length;
    const { message } = await chat.say('Hello.');
    expect(message.metadata).toMatchObject({ state: 'failed', problem: { kind: 'unauthorized' } });
    expect(message.metadata?.problem?.message).toContain('Incorrect API key');
    expect(message.metadata?.problem?.advice).toContain('Settings');
    expect(bench.model.requests.length - before).toBe(1);
  });

  test('a busy or broken provider is asked again before anyone is bothered', async () => {
    for (const status of [429, 500]) {
      let tries = 0;
      const chat = await bench.prototype(
        [() => (++tries < 2 ? { fail: { status, message: 'not now', retryAfter: 0 } } : { text: 'Here I am.' })],
        ['tracker'],
      );
      const { message } = await chat.say('Hello.');
      expect(textOf(message)).toBe('Here I am.');
      expect(tries).toBe(2);
    }
  });

  test('a provider that stays broken is told with the way on, and nothing done is done again', async () => {
    let broken = true;
    const chat = await bench.prototype(
      [
        { text: 'First I look.', calls: [list] },
        () => (broken ? { fail: { status: 500, message: 'out of order', retryAfter: 0 } } : { text: 'Done.' }),
      ],
      ['code-host'],
    );
    const { message } = await chat.say('Look.');
    expect(message.metadata).toMatchObject({ state: 'failed', problem: { kind: 'provider' } });
    expect(message.metadata?.problem?.advice).toContain('Continue');
    broken = false;
    expect(textOf(await chat.goOn())).toBe('Done.');
    expect(await chat.calls()).toHaveLength(1);
  });

  test('an answer that is cut off keeps what came and says so', async () => {
    const chat = await bench.prototype([{ cut: { after: 'The first half ' } }], ['tracker']);
    const { message } = await chat.say('Tell me.');
    expect(textOf(message)).toContain('The first half');
    expect(message.metadata).toMatchObject({ state: 'failed', problem: { kind: 'cut-off' } });
  });

  test('a provider that is not there is told as one', async () => {
    const closed = await freePort();
    await bench.studio.store.settings.set('models', {
      default: null,
      providers: {
        bench: { protocol: 'compatible', baseUrl: bench.model.url },
        gone: { protocol: 'compatible', baseUrl: `http://127.0.0.1:${closed}/v1` },
      },
    });
    const { id } = await createPrototype(bench.studio, { servers: ['tracker'], model: 'gone:some' });
    const { message } = await converse(bench.studio, id).say('Hello.');
    expect(message.metadata).toMatchObject({ state: 'failed', problem: { kind: 'unreachable' } });
  });
});

describe("Anthropic's protocol", () => {
  test('carries an answer with a tool call, its tokens and its price', async () => {
    const server = await startAnthropicServer([
      { text: 'I look first.', call: { name: 'tracker__list_projects', input: {} } },
      { text: 'Three projects.' },
    ]);
    await bench.studio.store.secrets.put('CLAUDE', 'sk-ant-canary-000');
    await bench.studio.store.settings.set('models', {
      default: null,
      providers: { anthropic: { protocol: 'anthropic', baseUrl: server.url, secret: 'CLAUDE' } },
    });
    const { id } = await createPrototype(bench.studio, { servers: ['tracker'], model: 'anthropic:claude-sonnet-4-5' });
    const { message, calls } = await converse(bench.studio, id).say('Which projects are there?');

    expect(message.metadata).toMatchObject({ state: 'done', model: 'anthropic:claude-sonnet-4-5' });
    expect(textOf(message)).toBe('I look first.\nThree projects.');
    expect(calls.map((call) => [call.tool, call.outcome.status])).toEqual([['list_projects', 'answered']]);
    const usage = message.parts.flatMap((part) => (part.type === 'data-step' ? [part.data.usage] : []))[0];
    expect(usage).toMatchObject({ inputTokens: 1_200, cachedTokens: 200, outputTokens: 50 });
    expect(usage?.dollars).toBeCloseTo((1_000 * 3 + 200 * 0.3 + 50 * 15) / 1_000_000);
    expect(server.requests[0]?.headers['x-api-key']).toBe('sk-ant-canary-000');
    expect(server.requests[0]?.body.tools?.map((tool) => tool.name)).toContain('tracker__create_issue');
    expect(JSON.stringify(server.requests[1]?.body.messages)).toContain('PERF');
    expect(JSON.stringify(await bench.studio.store.messages.list(id))).not.toContain('sk-ant-canary');
    await server.close();
  });
});

describe("OpenAI's protocols", () => {
  test('Responses carry an answer with a tool call, its tokens and its price, and nothing is kept there', async () => {
    const server = await startResponsesServer([
      { text: 'I look first.', call: { name: 'tracker__list_projects', input: {} } },
      { text: 'Three projects.' },
    ]);
    await saveProvider(bench.studio, {
      id: 'openai',
      protocol: 'openai',
      api: 'responses',
      baseUrl: server.url,
      key: 'sk-openai-canary-000',
    });
    const { id } = await createPrototype(bench.studio, { servers: ['tracker'], model: 'openai:gpt-5' });
    const { message, calls } = await converse(bench.studio, id).say('Which projects are there?');

    expect(message.metadata).toMatchObject({ state: 'done', model: 'openai:gpt-5' });
    expect(textOf(message)).toBe('I look first.\nThree projects.');
    expect(calls.map((call) => [call.tool, call.outcome.status])).toEqual([['list_projects', 'answered']]);
    const usage = message.parts.flatMap((part) => (part.type === 'data-step' ? [part.data.usage] : []))[0];
    expect(usage).toMatchObject({ inputTokens: 1_200, cachedTokens: 200, outputTokens: 50 });
    expect(usage?.dollars).toBeCloseTo((1_000 * 1.25 + 200 * 0.125 + 50 * 10) / 1_000_000);
    const [first, second] = server.requests;
    expect(first?.authorization).toBe('Bearer sk-openai-canary-000');
    expect(first?.body.store).toBe(false);
    expect(first?.body.tools?.map((tool) => tool.name)).toContain('tracker__create_issue');
    // The result goes back whole: what is not kept there cannot be referred to.
    const told = second?.body.input.find(({ type }) => type === 'function_call_output');
    expect(JSON.stringify(told)).toContain('PERF');
    expect(second?.body.input.map(({ type }) => type)).not.toContain('item_reference');
    expect(JSON.stringify(await bench.studio.store.messages.list(id))).not.toContain('sk-openai-canary');

    const again = await converse(bench.studio, id).say('And again?');
    expect(textOf(again.message)).toBe('The end.');
    await server.close();
  });

  test('chat completions do, where that is chosen or the address is one of its own', async () => {
    const script = scriptOf('gpt-of-the-house', [
      { calls: [{ tool: 'tracker__list_projects', args: {} }] },
      { text: 'Three projects.' },
    ]);
    for (const api of ['chat', undefined] as const) {
      const server = await startScriptedServer([script]);
      await saveProvider(bench.studio, { id: 'openai', protocol: 'openai', api, baseUrl: server.url, key: 'sk-1' });
      const { id } = await createPrototype(bench.studio, { servers: ['tracker'], model: `openai:${script.model}` });
      const { message, calls } = await converse(bench.studio, id).say('Which projects are there?');
      expect(textOf(message)).toBe('Three projects.');
      expect(calls).toHaveLength(1);
      expect(server.requests).toHaveLength(2);
      await server.close();
    }
  });
});

describe('testing a connection', () => {
  test('makes one tool call and tells what the model can do', async () => {
    const script = scriptOf('able', [
      { text: 'Calling it now.', calls: [{ tool: 'report', args: { word: 'ready' } }] },
    ]);
    const server = await startScriptedServer([script]);
    const tested = await testModel(languageModel({ protocol: 'compatible', baseUrl: server.url }, 'able'));
    expect(tested).toMatchObject({ answers: true, callsTools: true, streams: true, countsTokens: true });
    expect(tested.problem).toBeUndefined();
    await server.close();
  });

  test('works over every protocol', async () => {
    const call = { name: 'report', input: { word: 'ready' } };
    const responses = await startResponsesServer([{ text: 'Calling.', call }]);
    const anthropic = await startAnthropicServer([{ text: 'Calling.', call }]);
    const endpoints = [
      { protocol: 'openai', api: 'responses', baseUrl: responses.url, apiKey: 'sk-1' },
      { protocol: 'anthropic', baseUrl: anthropic.url, apiKey: 'sk-2' },
    ] as const;
    for (const endpoint of endpoints) {
      const tested = await testModel(languageModel(endpoint, 'able'));
      expect(tested, endpoint.protocol).toMatchObject({ answers: true, callsTools: true, streams: true });
    }
    await Promise.all([responses.close(), anthropic.close()]);
  });

  test('says when the model only talks, and when nobody answers', async () => {
    const server = await startScriptedServer([scriptOf('talker', [{ text: 'I would rather talk about it.' }])]);
    const endpoint = { protocol: 'compatible' as const, baseUrl: server.url };
    const talker = await testModel(languageModel(endpoint, 'talker'));
    expect(talker).toMatchObject({ answers: true, callsTools: false });
    expect(talker.problem?.advice).toContain('--enable-auto-tool-choice');
    const missing = await testModel(languageModel(endpoint, 'nobody'));
    expect(missing).toMatchObject({ answers: false, problem: { kind: 'not-found' } });
    await server.close();
    const gone = await testModel(languageModel(endpoint, 'talker'));
    expect(gone).toMatchObject({ answers: false, problem: { kind: 'unreachable' } });
  });
});

describe('which models there are', () => {
  test('are those of the settings, of the environment and of local servers that answer', async () => {
    const server = await startScriptedServer([scriptOf('llama3.2:3b', []), scriptOf('qwen3', [])]);
    await bench.studio.store.settings.set('models', {
      default: 'mine:qwen3',
      providers: { mine: { protocol: 'compatible', name: 'My box', baseUrl: server.url } },
    });
    const environment = {
      TRACEWRIGHT_MODEL_BASE_URL: server.url,
      ANTHROPIC_API_KEY: 'x',
      ANTHROPIC_BASE_URL: server.url,
    };
    const listed = await listModels(bench.studio, environment);
    const known = listed.providers.map((provider) => [provider.id, provider.from, provider.models.length]);
    expect(known).toContainEqual(['mine', 'settings', 2]);
    expect(known).toContainEqual(['compatible', 'environment', 2]);
    expect(known).toContainEqual(['anthropic', 'environment', 2]);
    expect(known).toContainEqual(['scripted', 'script', 1]);
    expect(listed.default).toBe('mine:qwen3');
    expect(JSON.stringify(listed)).not.toContain('apiKey');

    // Names that hold a colon themselves, and a name of the environment without its provider.
    expect((await chooseModel(bench.studio, 'mine:llama3.2:3b', {})).name).toBe('llama3.2:3b');
    await bench.studio.store.settings.remove('models');
    const named = await chooseModel(bench.studio, null, { ...environment, TRACEWRIGHT_MODEL: 'llama3.2:3b' });
    expect(named.id).toBe('compatible:llama3.2:3b');
    const first = await chooseModel(bench.studio, null, { TRACEWRIGHT_MODEL_BASE_URL: server.url });
    expect(first.id).toBe('compatible:llama3.2:3b');
    await server.close();
  });

  test('one that runs on this machine is offered as soon as it answers, and not before', async () => {
    const server = await startScriptedServer([scriptOf('llama3.2:3b', [])]);
    await bench.studio.store.settings.remove('models');
    const environment = { OLLAMA_HOST: new URL(server.url).host };
    const ollama = (await listModels(bench.studio, environment)).providers.find(({ id }) => id === 'ollama');
    expect(ollama).toMatchObject({ name: 'Ollama', from: 'local', models: ['llama3.2:3b'] });
    expect((await chooseModel(bench.studio, null, environment)).id).toBe('ollama:llama3.2:3b');
    await server.close();
    const gone = await listModels(bench.studio, environment);
    expect(gone.providers.map(({ id }) => id)).not.toContain('ollama');
  });

  test.each([
    [undefined, 'http://127.0.0.1:11434'],
    ['0.0.0.0', 'http://127.0.0.1:11434'],
    ['gpu-box:9000', 'http://gpu-box:9000'],
    ['https://models.example', 'https://models.example'],
    ['not an address', 'http://127.0.0.1:11434'],
  ])('OLLAMA_HOST %s is %s', (host, address) => expect(ollamaAddress(host)).toBe(address));

  test('without any, the user is told what can be done without one', async () => {
    const none = await chooseModel(bench.studio, null, {}).catch((error: unknown) => error);
    // A machine on which Ollama or LM Studio runs has a model.
    if (!isStudioError(none)) return;
    expect(none.code).toBe('unavailable');
    expect(none.advice).toContain('play the sample');
  });
});

describe('the model behind an llm step', () => {
  const request = {
    task: 'Say how urgent it is.',
    input: { title: 'Memory leak' },
    output: { type: 'string', enum: ['low', 'high'] },
    examples: [[{ title: 'Typo' }, 'low'] as const],
  };

  test('answers with data of the asked shape, and is told what did not fit', async () => {
    const server = await startScriptedServer([
      scriptOf('judge', [
        (view) => ({
          text: view.prompt.includes('did not fit') ? '```json\n{"answer": "high"}\n```' : '{"answer": "very"}',
        }),
      ]),
    ]);
    const caller = modelCaller(languageModel({ protocol: 'compatible', baseUrl: server.url }, 'judge'));
    expect(await caller.answer(request)).toBe('high');
    expect(server.requests).toHaveLength(2);
    expect(JSON.stringify(server.requests[0]?.messages)).toContain('Typo');
    expect(server.requests[0]?.tools).toBeUndefined();
    await server.close();
  });

  test('gives up in words after three misfits', async () => {
    const server = await startScriptedServer([scriptOf('stubborn', [{ text: 'No.' }])]);
    const caller = modelCaller(languageModel({ protocol: 'compatible', baseUrl: server.url }, 'stubborn'));
    await expect(caller.answer(request)).rejects.toThrow(ModelAnswerError);
    expect(server.requests).toHaveLength(3);
    await server.close();
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
