import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WORKFLOW_VERSION, type Workflow } from '#core/workflow/workflow.ts';
import { pythonEnvironment } from './python/test/python-environment.ts';
import { deployAgent, eventually, freePort, removeAgents, type ServingAgent } from './test/deployed-agent.ts';
import { fn, input, item } from './test/expression-builders.ts';
import { type OtlpReceiver, startOtlpReceiver } from './test/otlp-receiver.ts';
import { type ReceivedSpan, readTraces, receivedSpans, spanTree } from './test/received-spans.ts';

vi.setConfig({ testTimeout: 120_000 });

const environment = await pythonEnvironment();
if (typeof environment === 'string') console.warn(`SKIPPED: traces of Python agents: ${environment}.`);
const reader = typeof environment === 'string' ? undefined : environment.python;
/** Protobuf can be read only where Python is. */
const FORMAT = reader === undefined ? 'http/json' : 'http/protobuf';
const LANGUAGES = [
  { language: 'TypeScript', format: 'http/json', python: undefined },
  ...(reader === undefined ? [] : [{ language: 'Python', format: FORMAT, python: reader }]),
];

/** What nobody may find in a trace: values of inputs, arguments and answers, and secrets. */
const CANARIES = {
  title: 'canary-of-an-argument-41c7',
  answer: 'canary-of-an-answer-9e02',
  secret: 'canary-of-a-secret-77ab',
} as const;

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';
const TRACEPARENT = `00-${TRACE}-${CALLER}-01`;

/** A read, a question to a model, and a change that is looked for first. */
const raise: Workflow = {
  version: WORKFLOW_VERSION,
  name: 'Raise an issue',
  trigger: { on: 'webhook', path: 'issues', inputs: { title: ['issue', 'title'] } },
  inputs: [{ name: 'title', schema: { type: 'string' }, default: CANARIES.title }],
  body: [
    { do: 'call', id: 'wishes', server: 'tracker', tool: 'list_wishes', effect: 'read', args: {} },
    {
      do: 'llm',
      id: 'sort',
      task: 'Which sort is it?',
      input: { title: input('title') },
      output: { type: 'string' },
      examples: [],
    },
    {
      do: 'call',
      id: 'createIssue',
      server: 'tracker',
      tool: 'create_issue',
      effect: 'write',
      args: { title: input('title') },
      find: {
        call: { server: 'tracker', tool: 'find_issues', args: { title: input('title') } },
        as: 'found',
        match: fn('first', item('found')),
      },
    },
  ],
};

let receiver: OtlpReceiver;
let model: Server;
beforeAll(async () => {
  receiver = await startOtlpReceiver();
  model = createServer((request, response) => {
    request.resume().on('end', () => {
      const content = JSON.stringify({ answer: CANARIES.answer });
      const usage = { prompt_tokens: 21, completion_tokens: 4, total_tokens: 25 };
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ id: 'c-1', model: 'tiny-2', usage, choices: [{ message: { content } }] }));
    });
  });
  await new Promise<void>((done) => model.listen(0, '127.0.0.1', done));
});
beforeEach(() => receiver.forget());
afterAll(async () => {
  await receiver.close();
  model.close();
  removeAgents();
});

function settings(otlp: Readonly<Record<string, string>>) {
  return {
    ...{ DRY_RUN: 'false', APPROVALS: 'auto', LOG_LEVEL: 'debug' },
    ...{ WEBHOOK_SECRET: CANARIES.secret, RUN_TOKEN: CANARIES.secret },
    ...{ MODEL_BASE_URL: `http://127.0.0.1:${(model.address() as AddressInfo).port}/v1`, MODEL_NAME: 'tiny' },
    MODEL_API_KEY: CANARIES.secret,
    ...otlp,
  };
}

function toReceiver(format = FORMAT) {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: receiver.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: format,
    OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${CANARIES.secret}`,
  };
}

function deliver({ url }: ServingAgent, headers: Readonly<Record<string, string>> = {}) {
  const body = JSON.stringify({ issue: { title: CANARIES.title } });
  const signature = createHmac('sha256', CANARIES.secret).update(body).digest('hex');
  return fetch(`${url}/webhooks/issues`, {
    method: 'POST',
    headers: { 'x-hub-signature-256': `sha256=${signature}`, 'x-github-delivery': randomUUID(), ...headers },
    body,
  });
}

/** Requests that hold spans. */
function traces() {
  return receiver.requests.filter(({ path }) => path === '/v1/traces');
}

function spansOf(): readonly ReceivedSpan[] {
  return receivedSpans(readTraces(traces(), reader));
}

function linesOf(log: string): readonly Readonly<Record<string, unknown>>[] {
  return log
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

/** What is the same at every run: not how long it took, and not the free port of this test's model. */
function stable({ 'server.port': _port, 'mcp_agent.delivery': _delivery, ...said }: Readonly<Record<string, unknown>>) {
  const pause = said['mcp_agent.pause_ms'];
  return { ...said, ...(pause === undefined ? {} : { 'mcp_agent.pause_ms': Number(pause) > 0 ? 'some' : pause }) };
}

describe.each(LANGUAGES)('the trace of an agent in $language', ({ python: own, format }) => {
  const deploy = (env: Readonly<Record<string, string>>) => deployAgent(raise, settings(env), {}, own);

  test('shows a run, its calls, its questions and its changes, under the trace of whoever delivered', async () => {
    const agent = await deploy(toReceiver(format));
    agent.mood({ busy: 1 });
    const serving = await agent.serve();
    expect((await deliver(serving, { traceparent: TRACEPARENT, tracestate: 'vendor=1' })).status).toBe(202);
    await eventually(async () => serving.log().includes('delivery ended'), serving.log);
    expect(await serving.end('SIGTERM')).toBe(0);

    const spans = spansOf();
    await expect(spanTree(spans, stable)).toMatchFileSnapshot('test/golden/traces/a-run-with-a-retry.txt');
    expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([TRACE]));
    expect(spans[0]?.parentSpanId).toBe(CALLER);
    expect(String(spans[0]?.attributes['mcp_agent.delivery'])).toMatch(/^webhook:/);
    expect(new Set(spans.map(({ service }) => service))).toEqual(new Set(['raise-an-issue']));

    // The server is told which span calls it, each attempt alike.
    const spanOf = (name: string) => spans.find((span) => span.name === name)?.spanId;
    const told = readFileSync(join(agent.folder, 'meta.txt'), 'utf8').trim().split('\n');
    const context = (name: string) => ({ traceparent: `00-${TRACE}-${spanOf(name)}-01`, tracestate: 'vendor=1' });
    expect(told.map((line) => JSON.parse(line))).toMatchObject([
      { tool: 'list_wishes', ...context('tools/call list_wishes') },
      { tool: 'create_issue', ...context('tools/call create_issue') },
      { tool: 'create_issue', ...context('tools/call create_issue') },
    ]);

    // So does each line of the log that is written within.
    const lines = linesOf(serving.log());
    const line = (message: string) => lines.find(({ msg }) => msg === message);
    expect(line('pass ended')).toMatchObject({ trace_id: TRACE, span_id: spans[0]?.spanId });
    expect(line('trying again')).toMatchObject({ trace_id: TRACE, span_id: spanOf('tools/call create_issue') });
    expect(line('serving')).not.toHaveProperty('trace_id');

    expect(receiver.requests.map(({ headers }) => headers.authorization)).toContain(`Bearer ${CANARIES.secret}`);
    expectNoCanary();
  });

  test('shows what was answered from the ledger, and that nothing was sent for it', async () => {
    const agent = await deploy(toReceiver());
    await agent.commandWith({ OTEL_SDK_DISABLED: 'true' }, 'apply', '--yes');
    expect(receiver.requests).toEqual([]);
    expect((await agent.commandWith({ OTEL_SERVICE_NAME: 'mine' }, 'apply', '--yes')).code).toBe(0);
    const spans = spansOf();
    await expect(spanTree(spans, stable)).toMatchFileSnapshot('test/golden/traces/a-run-answered-from-the-ledger.txt');
    expect(spans[0]?.service).toBe('mine');
    expect(spans[0]?.parentSpanId).toBe('');
  });

  test('names what failed and says nothing of its words', async () => {
    const agent = await deploy({ ...toReceiver(), OTEL_METRICS_EXPORTER: 'none' });
    agent.mood({ busy: 1000 });
    const { code, stdout } = await agent.command('apply', '--yes');
    expect(code).toBe(1);
    expect(stdout).toContain(`429 Too Many Requests, retry after 1 s: ${CANARIES.title}`);
    const failed = spansOf().filter((span) => span.failed);
    expect(failed.map(({ name, attributes }) => [name, attributes['error.type']])).toEqual([
      ['invoke_workflow raise-an-issue', 'ToolRefused'],
      ['execute_tool create_issue', 'ToolRefused'],
      ['tools/call create_issue', 'tool_error'],
    ]);
    expect(receiver.requests.every(({ path }) => path === '/v1/traces')).toBe(true);
    expectNoCanary();
  });

  test('is not there, and costs nothing, unless somebody names where it goes', async () => {
    const agent = await deploy({});
    for (const off of [{}, { ...toReceiver(), OTEL_TRACES_EXPORTER: 'none', OTEL_METRICS_EXPORTER: 'none' }]) {
      expect((await agent.commandWith(off, 'plan')).code).toBe(0);
    }
    expect(receiver.requests).toEqual([]);
    expect(readFileSync(join(agent.folder, 'meta.txt'), 'utf8')).not.toContain('traceparent');
    const wrong = await agent.commandWith({ ...toReceiver(), OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'plan');
    expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('OTEL_EXPORTER_OTLP_PROTOCOL') });
  });

  test.each(['refuses', 'never answers'])('fails no run where the collector %s', async (how) => {
    const silent = createServer(() => {});
    const port = how === 'refuses' ? await freePort() : await listening(silent);
    const agent = await deploy({ OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
    const began = performance.now();
    const end = await agent.command('apply', '--yes');
    const took = performance.now() - began;
    expect(end).toEqual({
      code: 0,
      stdout: expect.stringContaining('apply: 1 done.'),
      stderr: expect.stringContaining('telemetry could not be sent'),
    });
    // The run itself takes a second or two; its end is held up by five seconds at most.
    expect(took).toBeLessThan(15_000);
    silent.closeAllConnections();
    silent.close();
  });

  test('goes on from whoever calls it, in the headers of the request or in what comes along with a call over MCP', async () => {
    const callable: Workflow = { ...raise, trigger: { on: 'endpoint' } };
    const agent = await deployAgent(callable, settings(toReceiver()), {}, own);
    const serving = await agent.serve();
    const authorization = `Bearer ${CANARIES.secret}`;
    const body = JSON.stringify({ title: 'one' });
    const headers = { authorization, traceparent: TRACEPARENT };
    expect((await fetch(`${serving.url}/invoke`, { method: 'POST', headers, body })).status).toBe(200);
    const client = new Client({ name: 'caller', version: '1.0.0' });
    const requestInit = { headers: { authorization } };
    await client.connect(new StreamableHTTPClientTransport(new URL(`${serving.url}/mcp`), { requestInit }));
    const _meta = { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` };
    const called = await client.callTool({ name: 'raise-an-issue', arguments: { title: 'two' }, _meta });
    expect(called.isError).toBe(false);
    await client.close();
    await serving.end('SIGTERM');
    const runs = spansOf().filter(({ name }) => name.startsWith('invoke_workflow'));
    expect(runs.map(({ traceId, parentSpanId }) => [traceId, parentSpanId])).toEqual([
      [TRACE, CALLER],
      ['a'.repeat(32), 'b'.repeat(16)],
    ]);
  });

  test('goes with metrics, which Prometheus reads as before', async () => {
    const agent = await deploy(toReceiver());
    const serving = await agent.serve();
    await deliver(serving);
    await eventually(async () => serving.log().includes('delivery ended'), serving.log);
    expect(await (await fetch(`${serving.url}/metrics`)).text()).toContain('agent_passes_total');
    await serving.end('SIGTERM');
    const sent = receiver.requests
      .filter(({ path }) => path === '/v1/metrics')
      .map(({ body }) => body.toString('latin1'));
    expect(sent.join()).toContain('agent_tool_call_duration');
    expectNoCanary();
  });
});

function listening(server: Server): Promise<number> {
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done((server.address() as AddressInfo).port)));
}

/** Texts stand in protobuf as they are, so this holds for both formats. */
function expectNoCanary(): void {
  const sent = receiver.requests.map(({ body }) => body.toString('latin1')).join('\n');
  expect(sent).toContain('raise-an-issue');
  for (const canary of Object.values(CANARIES)) expect(sent).not.toContain(canary);
}
