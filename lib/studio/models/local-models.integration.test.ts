import { createServer } from 'node:http';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type ChatBench, openChatBench } from '../test/chat-bench.ts';
import { chooseModel } from './choose-model.ts';
import { listModels } from './list-models.ts';

// Model servers of people's own machines, each with the list that it gives at its own address.

let bench: ChatBench;

beforeAll(async () => {
  bench = await openChatBench();
});
afterAll(() => bench.close());

const created = 1_764_000_000;

/** `GET /v1/models` as each of them answers it. */
const lists = {
  ollama: {
    object: 'list',
    data: [{ id: 'llama3.2:3b', object: 'model', created, owned_by: 'library' }],
  },
  lmstudio: {
    data: [
      { id: 'qwen2.5-7b-instruct', object: 'model', owned_by: 'organization_owner' },
      { id: 'text-embedding-nomic-embed-text-v1.5', object: 'model', owned_by: 'organization_owner' },
    ],
    object: 'list',
  },
  vllm: {
    object: 'list',
    data: [
      {
        id: 'meta-llama/Llama-3.1-8B-Instruct',
        object: 'model',
        created,
        owned_by: 'vllm',
        root: 'meta-llama/Llama-3.1-8B-Instruct',
        parent: null,
        max_model_len: 8192,
        permission: [{ id: 'modelperm-1', object: 'model_permission', created, allow_sampling: true }],
      },
    ],
  },
} as const;

/** Answers `/v1/models` with this, until the test is over; its port. */
async function serve(answer: { readonly type: string; readonly body: string }): Promise<string> {
  const server = createServer((request, response) => {
    response.writeHead(request.url === '/v1/models' ? 200 : 404, { 'content-type': answer.type });
    response.end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server got no port.');
  return String(address.port);
}

const json = (body: object) => ({ type: 'application/json', body: JSON.stringify(body) });

async function offered(environment: Readonly<Record<string, string>>) {
  const { providers } = await listModels(bench.studio, environment);
  return providers.filter(({ from }) => from === 'local').map(({ name, models }) => [name, models]);
}

/** Ports on which nothing answers, so that what runs on the machine of the tests does not count. */
const nowhere = { OLLAMA_HOST: '127.0.0.1:9', TRACEWRIGHT_LMSTUDIO_PORT: '9', TRACEWRIGHT_VLLM_PORT: '9' };

test('Ollama, LM Studio and vLLM are offered while they answer, with the models that can converse', async () => {
  const environment = {
    OLLAMA_HOST: `127.0.0.1:${await serve(json(lists.ollama))}`,
    TRACEWRIGHT_LMSTUDIO_PORT: await serve(json(lists.lmstudio)),
    TRACEWRIGHT_VLLM_PORT: await serve(json(lists.vllm)),
  };
  expect(await offered(environment)).toEqual([
    ['Ollama', ['llama3.2:3b']],
    ['LM Studio', ['qwen2.5-7b-instruct']],
    ['vLLM', ['meta-llama/Llama-3.1-8B-Instruct']],
  ]);
  const chosen = await chooseModel(bench.studio, 'vllm:meta-llama/Llama-3.1-8B-Instruct', environment);
  expect(chosen.id).toBe('vllm:meta-llama/Llama-3.1-8B-Instruct');
  expect(await offered(nowhere)).toEqual([]);
});

test('something else at the address of one of them is not taken for it', async () => {
  const environment = {
    ...nowhere,
    TRACEWRIGHT_LMSTUDIO_PORT: await serve({ type: 'text/html', body: '<h1>It works!</h1>' }),
    TRACEWRIGHT_VLLM_PORT: await serve(json({ models: ['of another kind'] })),
  };
  expect(await offered(environment)).toEqual([]);
});
