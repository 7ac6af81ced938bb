import { createServer } from 'node:http';
import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from '@modelcontextprotocol/client';
import { toNodeHandler } from '@modelcontextprotocol/node';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EndpointSwitch } from '#core/live/endpoint-view.ts';
import { openApiProblems, pythonPeers } from '#lib/export/test/peers/python-peers.ts';
import { allowTool } from '../calls/allow-tool.ts';
import { settleApproval } from '../calls/settle-approval.ts';
import { gatewayToken } from '../gateway/gateway-token.ts';
import { serveGateway } from '../gateway/serve-gateway.ts';
import { openTestStudio } from '../open-test-studio.ts';
import { createPrototype } from '../prototypes/create-prototype.ts';
import { createSample } from '../prototypes/create-sample.ts';
import { startRun } from '../runs/start-run.ts';
import type { Studio } from '../studio.ts';
import { editWorkflow } from '../workflow/edit-workflow.ts';
import { makeWorkflow } from '../workflow/make-workflow.ts';
import { readWorkflow } from '../workflow/read-workflow.ts';
import { restoreWorkflow } from '../workflow/restore-workflow.ts';
import { describeEndpoint } from './describe-endpoint.ts';
import { serveEndpoint } from './serve-endpoint.ts';
import { switchEndpoint } from './switch-endpoint.ts';

/** Clients that we did not write, over real HTTP, on a studio with a real database and the sample's real servers. */
const accessKey = 'access-key-of-a-test-studio';
let studio: Studio;
let prototypeId: string;
let tool: string;
let port: number;
let stop: () => Promise<void>;

beforeAll(async () => {
  const opened = await openTestStudio();
  studio = opened.studio;
  prototypeId = (await createSample(studio)).id;
  await makeWorkflow(studio, { prototypeId });
  ({ tool } = await describeEndpoint(studio, { prototypeId, accessKey }));
  const http = createServer(
    toNodeHandler({
      fetch(request) {
        const [, room, id = '', ...doors] = new URL(request.url).pathname.split('/');
        if (room === 'mcp') return serveGateway(studio, { prototypeId: id, request });
        const path = `/${doors.join('/')}`;
        return serveEndpoint(studio, { prototypeId: id, path, host: { port, accessKey }, request });
      },
    }),
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const address = http.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  port = address.port;
  stop = async () => {
    http.closeAllConnections();
    http.close();
    await opened.close();
  };
});

afterAll(() => stop());

const change = (position: EndpointSwitch) => switchEndpoint(studio, { prototypeId, switch: position });
const invoked = async () => (await studio.store.runs.list(prototypeId)).filter((run) => run.wokenBy === 'endpoint');

/** Gives the workflow an output that refers to a step that is not there. */
async function breakWorkflow(): Promise<void> {
  const expr = { $: 'ref', of: 'step', id: 'nobody' } as const;
  const place = { step: '', slot: ['output'] };
  await editWorkflow(studio, { prototypeId, edit: { edit: 'setValue', place, expr } });
}

async function connected(): Promise<Client> {
  const client = new Client({ name: 'another-client', version: '1.0.0' });
  await client.connect(new StreamableHTTPClientTransport(new URL(`http://127.0.0.1:${port}/mcp/${prototypeId}`)));
  return client;
}

async function names(client: Client): Promise<readonly string[]> {
  return (await client.listTools()).tools.map(({ name }) => name);
}

/** One request to the HTTP doors, with the token of the prototype unless the headers say otherwise. */
async function door(
  path: string,
  request: { body?: unknown; headers?: Record<string, string> } = {},
  id = prototypeId,
) {
  const response = await fetch(`http://127.0.0.1:${port}/endpoint/${id}${path}`, {
    ...(request.body === undefined ? {} : { method: 'POST', body: JSON.stringify(request.body) }),
    headers: { authorization: `Bearer ${gatewayToken(accessKey, id)}`, ...request.headers },
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

async function approvalOf(run: string) {
  return (await studio.store.approvals.open(prototypeId)).find(({ subject }) => subject.id === run);
}

/** Answers with yes whatever a run asks, until it has ended. */
async function approveAll(run: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const asks = await approvalOf(run);
        if (asks) await settleApproval(studio, { prototypeId, approvalId: asks.id, answer: { approve: true } });
        return (await studio.store.runs.find(prototypeId, run))?.status;
      },
      { timeout: 20_000, interval: 50 },
    )
    .toBe('succeeded');
}

describe('a workflow that others call', () => {
  it('is not there before the user switches it on, neither over MCP nor over HTTP', async () => {
    const client = await connected();
    expect(await names(client)).not.toContain(tool);
    await expect(client.callTool({ name: tool, arguments: {} })).rejects.toThrow(`There is no tool "${tool}"`);
    expect((await door('/invoke', { body: {} })).status).toBe(404);
    expect((await door('/openapi.json')).status).toBe(404);
    await client.close();
  });

  it('is refused where there is no workflow, or one with errors', async () => {
    const { id } = await createPrototype(studio, { name: 'Empty', servers: [] });
    const empty = switchEndpoint(studio, { prototypeId: id, switch: 'plan' });
    await expect(empty).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('no workflow') });
    await breakWorkflow();
    await expect(change('plan')).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('nobody'),
    });
    await restoreWorkflow(studio, { prototypeId, version: 1 });
    expect((await describeEndpoint(studio, { prototypeId, accessKey })).refused).toBeNull();
  });

  it('becomes a tool of the gateway, and its clients are told when it comes and goes', async () => {
    const client = await connected();
    let news = 0;
    client.setNotificationHandler(ToolListChangedNotificationSchema, () => {
      news += 1;
    });
    // The stream on which news come is opened beside the handshake.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await change('plan');
    await expect.poll(() => news, { timeout: 5_000 }).toBe(1);
    const listed = (await client.listTools()).tools.find(({ name }) => name === tool);
    const { workflow } = await readWorkflow(studio, { prototypeId });
    expect(listed).toMatchObject({
      title: workflow.name,
      description: expect.stringContaining('changes nothing'),
      annotations: { readOnlyHint: true },
      inputSchema: { type: 'object', additionalProperties: false, required: [] },
    });
    for (const input of workflow.inputs) {
      expect(listed?.inputSchema.properties?.[input.name]).toMatchObject({ default: input.default });
    }
    await change('plan');
    await change('off');
    await expect.poll(() => news, { timeout: 5_000 }).toBe(2);
    expect(await names(client)).not.toContain(tool);
    await client.close();
  });

  it('runs as a plan for a client of either era, and tells the whole of it', async () => {
    await change('plan');
    const client = await connected();
    await names(client);
    const told = await client.callTool({ name: tool, arguments: {} });
    expect(told.isError).toBeFalsy();
    expect(told.structuredContent).toMatchObject({
      status: 'succeeded',
      mode: 'plan',
      effects: Array.from({ length: 3 }, () => ({ server: 'tracker', tool: 'create_issue', outcome: 'planned' })),
    });
    const [run] = await invoked();
    expect(told.structuredContent).toMatchObject({
      run: run?.id,
      output: run?.output,
      link: `${studio.address}/prototypes/${prototypeId}/runs/${run?.id}`,
    });
    expect(run).toMatchObject({ mode: 'plan', status: 'succeeded', wokenBy: 'endpoint' });
    await client.close();

    const url = new URL(`http://127.0.0.1:${port}/mcp/${prototypeId}`);
    const modern = new ModernClient({ name: 'modern', version: '1' }, { versionNegotiation: { mode: 'auto' } });
    await modern.connect(new ModernTransport(url));
    const again = await modern.callTool({ name: tool, arguments: {} });
    expect(again.structuredContent).toMatchObject({ status: 'succeeded', mode: 'plan' });
    expect(await invoked()).toHaveLength(2);
    await modern.close();
  });

  it('says over MCP which input does not fit, and begins nothing', async () => {
    const client = await connected();
    const [first] = (await readWorkflow(studio, { prototypeId })).workflow.inputs;
    const before = (await invoked()).length;
    const wrong = await client.callTool({ name: tool, arguments: { [first?.name ?? '']: [] } });
    expect(wrong).toMatchObject({ isError: true, content: [{ text: expect.stringContaining(`"${first?.name}"`) }] });
    const unknown = await client.callTool({ name: tool, arguments: { nope: 1 } });
    expect(unknown).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('no input "nope"') }] });
    expect(await invoked()).toHaveLength(before);
    await client.close();
  });

  it('answers over HTTP as an exported agent does', async () => {
    expect((await door('/invoke', { body: {}, headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
    const other = gatewayToken(accessKey, 'another prototype');
    expect((await door('/openapi.json', { headers: { authorization: `Bearer ${other}` } })).status).toBe(401);
    const page = await door('/invoke', { body: {}, headers: { origin: 'https://example.com' } });
    expect(page.status).toBe(403);

    const done = await door('/invoke', { body: {} });
    expect(done.status).toBe(200);
    expect(done.body).toMatchObject({ status: 'succeeded', mode: 'plan', effects: [{}, {}, {}] });
    const location = done.headers.get('location') ?? '';
    expect(location).toBe(`/endpoint/${prototypeId}/runs/${done.body.run}`);
    expect((await door(location.slice(`/endpoint/${prototypeId}`.length))).body).toEqual(done.body);

    expect((await door('/invoke', { body: [] })).status).toBe(400);
    const [first] = (await readWorkflow(studio, { prototypeId })).workflow.inputs;
    const wrong = await door('/invoke', { body: { [first?.name ?? '']: [] } });
    expect(wrong).toMatchObject({ status: 422, body: { error: expect.stringContaining(`"${first?.name}"`) } });
    expect((await door('/invoke', { body: { text: 'x'.repeat(1024 * 1024) } })).status).toBe(413);
    expect((await door('/nothing')).status).toBe(404);
    expect((await door('/mcp', { body: {} })).body).toEqual({ error: expect.stringContaining(`/mcp/${prototypeId}`) });
  });

  it('tells nothing of runs that the user started', async () => {
    const own = await startRun(studio, { prototypeId, mode: 'replay', inputs: {} });
    expect((await door(`/runs/${own.id}`)).status).toBe(404);
  });

  it('describes itself in a document that another people’s validator finds nothing wrong with', async () => {
    const { status, body } = await door('/openapi.json');
    expect(status).toBe(200);
    expect(body.servers).toEqual([{ url: `${studio.address}/endpoint/${prototypeId}` }]);
    expect(body.components.schemas.Run.required).toContain('link');
    const peers = await pythonPeers();
    if (typeof peers === 'string') return console.warn(`SKIPPED: the OpenAPI document is not validated: ${peers}.`);
    expect(await openApiProblems(peers.python, body)).toEqual([]);
  }, 120_000);

  it('runs one key once, and refuses it with other inputs', async () => {
    const before = (await invoked()).length;
    const headers = { 'idempotency-key': 'order-17' };
    const [one, two] = await Promise.all([
      door('/invoke', { body: {}, headers }),
      door('/invoke', { body: {}, headers }),
    ]);
    expect(one.body).toEqual(two.body);
    expect(await invoked()).toHaveLength(before + 1);
    const [first] = (await readWorkflow(studio, { prototypeId })).workflow.inputs;
    const other = await door('/invoke', { body: { [first?.name ?? '']: `${first?.default}-2` }, headers });
    expect(other).toMatchObject({ status: 422, body: { error: expect.stringContaining('Idempotency-Key') } });
  });

  it('answers at once where it is asked to, and says how the run goes on', async () => {
    const later = await door('/invoke', { body: {}, headers: { prefer: 'respond-async' } });
    expect(later).toMatchObject({ status: 202, body: { status: 'running', output: null } });
    await expect
      .poll(async () => (await door(`/runs/${later.body.run}`)).body.status, { timeout: 20_000 })
      .toBe('succeeded');
  });

  it('says that it waits for an approval, is one run for equal calls, and goes on', async () => {
    await change('apply');
    const client = await connected();
    const waits = await client.callTool({ name: tool, arguments: {} });
    expect(waits.structuredContent).toMatchObject({
      status: 'waiting',
      mode: 'apply',
      error: expect.stringContaining('create_issue'),
    });
    const { run } = waits.structuredContent as { readonly run: string };
    const again = await client.callTool({ name: tool, arguments: {} });
    expect(again.structuredContent).toMatchObject({ run, status: 'waiting' });
    expect(await door('/invoke', { body: {} })).toMatchObject({ status: 202, body: { run, status: 'waiting' } });
    // A key is not spent on a run that would want the same changes as this one.
    const keyed = await door('/invoke', { body: {}, headers: { 'idempotency-key': 'order-18' } });
    expect(keyed).toMatchObject({ status: 503, body: { error: expect.stringContaining('equal inputs') } });
    await approveAll(run);
    expect((await door(`/runs/${run}`)).body).toMatchObject({
      status: 'succeeded',
      effects: [{ outcome: 'done' }, { outcome: 'done' }, { outcome: 'done' }],
    });
    await client.close();
  });

  it('makes each change once, however often it is called', async () => {
    await allowTool(studio, { prototypeId, tool: { server: 'tracker', tool: 'create_issue' }, allowed: true });
    const { body } = await door('/invoke', { body: {} });
    expect(body).toMatchObject({
      status: 'succeeded',
      mode: 'apply',
      effects: [{ outcome: 'already there' }, { outcome: 'already there' }, { outcome: 'already there' }],
    });
    const found = await studio.connections.caller().call({
      server: 'tracker',
      tool: 'search_issues',
      args: { project: 'PERF', text: 'Pull request #', per_page: 100 },
    });
    expect((found.structuredContent as { readonly issues: readonly object[] }).issues).toHaveLength(3);
  });

  it('takes no more callers than may be under way', async () => {
    await allowTool(studio, { prototypeId, tool: { server: 'tracker', tool: 'create_issue' }, allowed: false });
    const statuses = [];
    for (let index = 0; index < 11; index += 1) {
      // Each waits for its approval.
      const taken = await door('/invoke', { body: { project: `P${index}` } });
      statuses.push(taken.status);
      if (taken.status === 503) expect(taken.headers.get('retry-after')).toBe('30');
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 202), 503]);
  });

  it('says to callers that the workflow has an error, where it got one since', async () => {
    await breakWorkflow();
    const refused = await door('/invoke', { body: {} });
    expect(refused).toMatchObject({ status: 409, body: { error: expect.stringContaining('nobody') } });
    const client = await connected();
    const said = await client.callTool({ name: tool, arguments: {} });
    expect(said).toMatchObject({ isError: true, content: [{ text: expect.stringContaining('nobody') }] });
    await client.close();
  });
});
