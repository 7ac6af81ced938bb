import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { modelFromEnvironment } from './model-from-environment.ts';

let server: Server | undefined;

afterEach(() => {
  server?.close();
  server = undefined;
});

/** A model server that answers with what `reply` says and keeps what it was asked. */
async function modelServer(
  reply: (asked: Record<string, unknown>, times: number) => { status?: number; content: string; hangUp?: boolean },
) {
  const asked: { headers: NodeJS.Dict<string | string[]>; body: Record<string, unknown> }[] = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString());
      asked.push({ headers: request.headers, body });
      const { status = 200, content, hangUp } = reply(body, asked.length);
      if (hangUp) return void request.socket.destroy();
      response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0' });
      response.end(
        status === 200 ? JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }) : content,
      );
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { asked, base: `http://127.0.0.1:${port}/v1/` };
}

const question = { task: 'Which kind?', input: { text: 'It crashes.' }, examples: [] as const };

test('asks for the schema and reads an object back', async () => {
  const { asked, base } = await modelServer(() => ({ content: '{"kind":"bug"}' }));
  const model = modelFromEnvironment({
    TRACEWRIGHT_MODEL_BASE_URL: base,
    OPENAI_API_KEY: 'sk-x',
    TRACEWRIGHT_MODEL: 'm1',
  });
  const output = { type: 'object', properties: { kind: { type: 'string' } } };
  expect(await model?.answer({ ...question, output })).toEqual({ kind: 'bug' });
  expect(asked[0]?.headers.authorization).toBe('Bearer sk-x');
  expect(asked[0]?.body).toMatchObject({
    model: 'm1',
    response_format: { type: 'json_schema', json_schema: { schema: output, strict: true } },
  });
});

test('wraps answers that are no object, examples before the input, which comes last', async () => {
  const { asked, base } = await modelServer(() => ({ content: '```json\n{"value":"bug"}\n```' }));
  const model = modelFromEnvironment({ OPENAI_BASE_URL: base });
  const examples = [[{ text: 'Make it blue.' }, 'idea']] as const;
  expect(await model?.answer({ ...question, output: { type: 'string' }, examples })).toBe('bug');
  const messages = asked[0]?.body.messages as { role: string; content: string }[];
  expect(messages.map((message) => message.role)).toEqual(['system', 'user', 'assistant', 'user']);
  expect(messages[2]?.content).toBe('{"value":"idea"}');
  expect(messages.at(-1)?.content).toBe('{"text":"It crashes."}');
});

test('says what a server that refuses said', async () => {
  const { base } = await modelServer(() => ({ status: 401, content: 'no such key' }));
  const model = modelFromEnvironment({ OPENAI_BASE_URL: base });
  await expect(model?.answer({ ...question, output: { type: 'string' } })).rejects.toThrow(/answered 401: no such key/);
});

test('asks a busy server and one that hangs up again, three times at most, and one that refuses only once', async () => {
  const recovering = await modelServer((_, times) =>
    times === 1
      ? { status: 503, content: 'busy' }
      : times === 2
        ? { content: '', hangUp: true }
        : { content: '{"value":"bug"}' },
  );
  const output = { type: 'string' };
  expect(await modelFromEnvironment({ OPENAI_BASE_URL: recovering.base })?.answer({ ...question, output })).toBe('bug');
  expect(recovering.asked).toHaveLength(3);
  server?.close();

  const broken = await modelServer(() => ({ status: 500, content: 'out of order' }));
  const asking = modelFromEnvironment({ OPENAI_BASE_URL: broken.base })?.answer({ ...question, output });
  await expect(asking).rejects.toThrow(/answered 500: out of order/);
  expect(broken.asked).toHaveLength(3);
  server?.close();

  const refusing = await modelServer(() => ({ status: 400, content: 'no such model' }));
  await expect(
    modelFromEnvironment({ OPENAI_BASE_URL: refusing.base })?.answer({ ...question, output }),
  ).rejects.toThrow(/400/);
  expect(refusing.asked).toHaveLength(1);
});

test('says where nobody answers', async () => {
  const gone = await modelServer(() => ({ content: '' }));
  await new Promise((resolve) => server?.close(resolve));
  const asking = modelFromEnvironment({ OPENAI_BASE_URL: gone.base })?.answer({
    ...question,
    output: { type: 'string' },
  });
  await expect(asking).rejects.toThrow(/chat\/completions does not answer: .*ECONNREFUSED/);
});

test('is absent where nothing is set up', () => {
  expect(modelFromEnvironment({})).toBeUndefined();
});
