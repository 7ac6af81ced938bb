import { createServer, type Server } from 'node:http';
import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from '@modelcontextprotocol/client';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  CreateMessageRequestSchema,
  ElicitRequestSchema,
  LoggingMessageNotificationSchema,
  ResourceUpdatedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { afterEach, describe, expect, test } from 'vitest';
import type { JsonObject } from '#core/json/json.ts';
import type { ProtocolEra } from '#core/server/server-config.ts';
import { watchCatalogue } from './gateway-catalogue.ts';
import { createHttpGateway } from './http-gateway.ts';
import { fromRoot, stdioConfig, type TestPool, testPool, until } from './testing/pool.ts';

/** A server that asks, behind a gateway, in front of clients that we did not write; every era against every other. */
const ASKING = { elicitation: { form: {}, url: {} }, sampling: {} };

let pool: TestPool;
let http: Server;
let stop: () => Promise<void>;

afterEach(() => stop());

async function serve(era: ProtocolEra): Promise<URL> {
  pool = testPool({ capabilities: ASKING });
  const status = await pool.connect(stdioConfig('f', [fromRoot('lib/mcp/testing/fixture/server.ts')], { era }));
  expect(status).toMatchObject({ state: 'connected', protocolVersion: era === 'modern' ? '2026-07-28' : '2025-11-25' });
  const { connections } = pool;
  const gateway = createHttpGateway({
    catalogue: watchCatalogue(connections, connections.aliases),
    complete: connections.complete,
    watchResource: connections.watchResource,
    onNotification: connections.onNotification,
    call: connections.caller().call,
  });
  http = createServer(toNodeHandler({ fetch: gateway.handle }));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  stop = async () => {
    await gateway.close();
    http.closeAllConnections();
    http.close();
    await connections.close();
  };
  const address = http.address();
  return new URL(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`);
}

interface Answers {
  readonly elicitation?: (params: JsonObject) => { action: 'accept' | 'decline' | 'cancel'; content?: object };
  readonly sampling?: (params: JsonObject) => string;
}

interface AnyClient {
  call(name: string, args?: object, onProgress?: () => void): Promise<{ text: string; isError: boolean }>;
  close(): Promise<void>;
}

async function oldClient(url: URL, answers: Answers): Promise<AnyClient & { readonly client: Client }> {
  const capabilities = {
    ...(answers.elicitation && { elicitation: { form: {}, url: {} } }),
    ...(answers.sampling && { sampling: {} }),
  };
  const client = new Client({ name: 'old', version: '1' }, { capabilities });
  if (answers.elicitation) {
    client.setRequestHandler(
      ElicitRequestSchema,
      async ({ params }) => answers.elicitation?.({ ...params } as JsonObject) as never,
    );
  }
  if (answers.sampling) {
    client.setRequestHandler(CreateMessageRequestSchema, async ({ params }) => ({
      model: 'm',
      role: 'assistant' as const,
      content: { type: 'text' as const, text: answers.sampling?.({ ...params } as unknown as JsonObject) ?? '' },
    }));
  }
  await client.connect(new StreamableHTTPClientTransport(url));
  return {
    client,
    close: () => client.close(),
    async call(name, args = {}) {
      const result = await client.callTool({ name: `f__${name}`, arguments: { ...args } });
      return { text: JSON.stringify(result.content), isError: result.isError === true };
    },
  };
}

async function newClient(url: URL, answers: Answers): Promise<AnyClient & { readonly client: ModernClient }> {
  const capabilities = {
    ...(answers.elicitation && { elicitation: { form: {}, url: {} } }),
    ...(answers.sampling && { sampling: {} }),
  };
  const client = new ModernClient(
    { name: 'new', version: '1' },
    { capabilities, versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  if (answers.elicitation) {
    client.setRequestHandler(
      'elicitation/create',
      async ({ params }) => answers.elicitation?.({ ...params } as JsonObject) as never,
    );
  }
  if (answers.sampling) {
    client.setRequestHandler('sampling/createMessage', async ({ params }) => ({
      model: 'm',
      role: 'assistant',
      content: { type: 'text', text: answers.sampling?.({ ...params } as unknown as JsonObject) ?? '' },
    }));
  }
  await client.connect(new ModernTransport(url));
  return {
    client,
    close: () => client.close(),
    async call(name, args = {}) {
      const result = await client.callTool({ name: `f__${name}`, arguments: { ...args } });
      return { text: JSON.stringify(result.content), isError: result.isError === true };
    },
  };
}

describe.each([
  ['a client of 2025-11-25', oldClient],
  ['a client of 2026-07-28', newClient],
])('%s', (_, connect) => {
  describe.each(['legacy', 'modern'] as const)('in front of a server of the %s era', (era) => {
    test('is asked with a form and may accept, decline or dismiss', async () => {
      const url = await serve(era);
      const asked: JsonObject[] = [];
      let action: 'accept' | 'decline' | 'cancel' = 'accept';
      const { call, close } = await connect(url, {
        elicitation: (params) => {
          asked.push(params);
          return action === 'accept' ? { action, content: { response: 'ü' } } : { action };
        },
      });
      expect((await call('test_elicitation', { message: 'Who?' })).text).toMatch(/accept.*ü/);
      expect(asked).toMatchObject([
        { message: 'Who?', requestedSchema: { properties: { response: { type: 'string' } } } },
      ]);
      action = 'decline';
      expect((await call('test_elicitation', { message: 'Who?' })).text).toContain('decline');
      action = 'cancel';
      expect((await call('test_elicitation', { message: 'Who?' })).text).toContain('cancel');
      await close();
    });

    test('is sent to a web page, and its model is asked', async () => {
      const url = await serve(era);
      const asked: unknown[] = [];
      const { call, close } = await connect(url, {
        elicitation: (params) => {
          asked.push(params.url);
          return { action: 'accept' };
        },
        sampling: (params) => {
          asked.push(params.maxTokens);
          return 'Paris, of course';
        },
      });
      expect((await call('test_elicitation_url')).text).toContain('accept');
      expect((await call('test_sampling', { prompt: 'Capital?' })).text).toContain('Paris, of course');
      expect(asked).toEqual(['https://bank.example/login?from=mcp', 100]);
      await close();
    });

    test('that cannot be asked does not hold the server up', async () => {
      const url = await serve(era);
      const { call, close } = await connect(url, {});
      const answer = await call('test_elicitation', { message: 'Who?' }).catch((error: Error) => ({
        text: error.message,
      }));
      expect(answer.text).toMatch(/cancel|capabilit/i);
      const sampled = await call('test_sampling', { prompt: 'x' }).catch((error: Error) => ({ text: error.message }));
      expect(sampled.text).toMatch(/capabilit|Nobody here can answer/i);
      expect((await call('test_simple_text')).text).toContain('simple text');
      await close();
    });

    test('hears about a resource that it watches, and no more when it stops', async () => {
      const url = await serve(era);
      const { client, call, close } = await connect(url, {});
      const updated: string[] = [];
      const uri = 'test://watched-resource';
      let stopWatching: () => Promise<unknown>;
      if (client instanceof Client) {
        client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => void updated.push(params.uri));
        await client.subscribeResource({ uri });
        stopWatching = () => client.unsubscribeResource({ uri });
      } else {
        client.setNotificationHandler('notifications/resources/updated', ({ params }) => void updated.push(params.uri));
        const subscription = await client.listen({ resourceSubscriptions: [uri] });
        stopWatching = () => subscription.close();
      }
      await until('the news', async () => {
        await call('test_touch_resource');
        return updated.length > 0;
      });
      expect(new Set(updated)).toEqual(new Set([uri]));
      await stopWatching();
      await new Promise((resolve) => setTimeout(resolve, 100));
      updated.length = 0;
      await call('test_touch_resource');
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(updated).toEqual([]);
      await close();
    });
  });
});

describe('log messages', () => {
  test.each(['legacy', 'modern'] as const)(
    'of a server of the %s era reach a client from the level that it wants',
    async (era) => {
      const url = await serve(era);
      const { client, call, close } = await oldClient(url, {});
      const logged: unknown[] = [];
      client.setNotificationHandler(LoggingMessageNotificationSchema, ({ params }) => void logged.push(params.data));
      await client.setLoggingLevel('info');
      await call('test_tool_with_logging');
      expect(logged).toEqual(['started', 'processing data', 'completed'].map((step) => `Tool execution ${step}`));
      await client.setLoggingLevel('error');
      await call('test_tool_with_logging');
      expect(logged).toHaveLength(3);
      expect(pool.connections.status('f')?.stderr).toContain('[info fixture] Tool execution started');
      await close();
    },
  );
});

describe('a call that waits for its client', () => {
  /** One request of 2026-07-28, past every SDK. */
  async function post(url: URL, params: object, signal?: AbortSignal): Promise<JsonObject> {
    const response = await fetch(url, {
      method: 'POST',
      signal,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': 'tools/call',
        'mcp-name': 'f__test_elicitation',
      },
      body: JSON.stringify({
        jsonrpc: '2.0',
        id: 1,
        method: 'tools/call',
        params: {
          name: 'f__test_elicitation',
          arguments: { message: 'Who?' },
          _meta: {
            'io.modelcontextprotocol/protocolVersion': '2026-07-28',
            'io.modelcontextprotocol/clientCapabilities': { elicitation: {} },
          },
          ...params,
        },
      }),
    });
    const text = await response.text();
    return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text) as JsonObject;
  }
  const stateOf = (answer: JsonObject) => (answer.result as JsonObject).requestState as string;
  const accept = { answer: { action: 'accept', content: { response: 'Ada' } } };

  test('is found again once, and only with the same arguments', async () => {
    const url = await serve('legacy');
    const first = await post(url, {});
    expect(first).toMatchObject({ result: { resultType: 'input_required', inputRequests: expect.any(Object) } });
    const [key = ''] = Object.keys((first.result as { inputRequests: object }).inputRequests);
    const requestState = stateOf(first);
    const inputResponses = { [key]: accept.answer };
    const other = await post(url, { requestState, inputResponses, arguments: { message: 'Another question' } });
    expect(other).toMatchObject({ error: { code: -32602 } });
    expect(await post(url, { requestState: `${requestState}x`, inputResponses })).toMatchObject({
      error: { code: -32602 },
    });
    const done = await post(url, { requestState, inputResponses });
    expect(JSON.stringify(done.result)).toContain('Ada');
    expect(await post(url, { requestState, inputResponses })).toMatchObject({ error: { code: -32602 } });
  });

  test('asks again for what the client left out', async () => {
    const url = await serve('legacy');
    const first = await post(url, {});
    const again = await post(url, { requestState: stateOf(first), inputResponses: { wrong: accept.answer } });
    expect(again).toMatchObject({ result: { resultType: 'input_required' } });
    expect(stateOf(again)).not.toBe(stateOf(first));
    expect((again.result as JsonObject).inputRequests).toEqual((first.result as JsonObject).inputRequests);
  });
});
