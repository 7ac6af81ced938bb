import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readChat } from '../chat/read-chat.ts';
import { sendMessage } from '../chat/send-message.ts';
import { stopChat } from '../chat/stop-chat.ts';
import { type ChatBench, converse, fixtureServer, openChatBench, textOf } from '../test/chat-bench.ts';
import { allowTool } from './allow-tool.ts';
import { approvalHash } from './ask-approval.ts';
import { callTool } from './call-tool.ts';
import { cancelCall } from './cancel-call.ts';
import { settleApproval } from './settle-approval.ts';

let bench: ChatBench;

beforeAll(async () => {
  bench = await openChatBench();
  await bench.studio.store.secrets.put('ODD', 'canary-of-odd-server-42');
  await bench.register(fixtureServer('odd', 'odd-server.ts', { ODD_TOKEN: { secret: 'ODD' } }));
});
afterAll(() => bench.close());

const create = (title: string) => ({ tool: 'tracker__create_issue', args: { project: 'PERF', title } });

async function ticketTitles(studio = bench.studio): Promise<string> {
  const caller = studio.connections.caller();
  const found = await caller.call({
    server: 'tracker',
    tool: 'search_issues',
    args: { project: 'PERF', per_page: 100 },
  });
  return JSON.stringify(found.structuredContent);
}

describe('a write of the chat', () => {
  test('waits, shows its exact arguments, and happens once it is approved', async () => {
    const chat = await bench.prototype([{ calls: [create('wait for me')] }, { text: 'Created.' }], ['tracker']);
    const stream = await chat.begin('Create it.');
    const approval = await chat.approval();

    const args = { project: 'PERF', title: 'wait for me' };
    expect(approval).toMatchObject({ server: 'tracker', tool: 'create_issue', effect: 'write', args });
    expect(approval.argsHash).toBe(approvalHash({ server: 'tracker', tool: 'create_issue', args }));
    expect(await bench.studio.store.traces.pending(chat.id)).toMatchObject([
      { id: approval.subject.id, state: 'approval' },
    ]);
    expect(await ticketTitles()).not.toContain('wait for me');

    const answer = { approve: true };
    await settleApproval(bench.studio, { prototypeId: chat.id, approvalId: approval.id, answer });
    await stream.ended;
    expect(await ticketTitles()).toContain('wait for me');
    expect((await chat.calls())[0]?.outcome.status).toBe('answered');
    // A second answer finds nothing to settle.
    expect(await settleApproval(bench.studio, { prototypeId: chat.id, approvalId: approval.id, answer })).toBeNull();
  });

  test('that is denied never reaches the server, and the model is told the reason', async () => {
    const chat = await bench.prototype(
      [{ calls: [create('not this one')] }, (view) => ({ text: view.results[0]?.text ?? '' })],
      ['tracker'],
    );
    chat.answerApprovals({ approve: false, reason: 'The title is too vague.' });
    const { message, calls } = await chat.say('Create it.');
    expect(textOf(message)).toContain('The title is too vague.');
    expect(calls[0]?.outcome).toMatchObject({ status: 'failed', kind: 'refused' });
    expect(await ticketTitles()).not.toContain('not this one');
  });

  test('of a tool that is allowed here does not ask again, until that is taken back', async () => {
    const chat = await bench.prototype(
      [{ calls: [create('first')] }, { calls: [create('second'), create('third')] }, { text: 'Done.' }],
      ['tracker'],
    );
    chat.answerApprovals({ approve: true, scope: 'tool' });
    await chat.say('Create three.');
    expect(chat.events.filter((event) => event.type === 'approval-asked')).toHaveLength(1);
    expect(await chat.calls()).toHaveLength(3);

    const tool = { server: 'tracker', tool: 'create_issue' };
    await allowTool(bench.studio, { prototypeId: chat.id, tool, allowed: false });
    await chat.say('Three more.');
    expect(chat.events.filter((event) => event.type === 'approval-asked').length).toBeGreaterThan(1);
  });

  test('whose approval is awaited when the answer is stopped lapses', async () => {
    const chat = await bench.prototype([{ calls: [create('stopped')] }], ['tracker']);
    await chat.begin('Create it.');
    const approval = await chat.approval();
    await stopChat(bench.studio, chat.id);
    expect((await chat.calls())[0]?.outcome).toMatchObject({ status: 'failed', kind: 'cancelled' });
    const late = { prototypeId: chat.id, approvalId: approval.id, answer: { approve: true } };
    expect(await settleApproval(bench.studio, late)).toBeNull();
    expect(await ticketTitles()).not.toContain('stopped');
  });

  test('can be cancelled alone; the answer goes on', async () => {
    const chat = await bench.prototype([{ calls: [create('cancelled')] }, { text: 'Then not.' }], ['tracker']);
    const stream = await chat.begin('Create it.');
    const approval = await chat.approval();
    await cancelCall(bench.studio, { prototypeId: chat.id, callId: approval.subject.id });
    await stream.ended;
    expect(textOf(await chat.last())).toBe('Then not.');
    expect((await chat.calls())[0]?.outcome).toMatchObject({ kind: 'cancelled', message: 'Cancelled by the user.' });
  });

  test('cannot be waved through by what a result says', async () => {
    const chat = await bench.prototype(
      [{ calls: [{ tool: 'odd__get_news', args: {} }, create('from a result')] }, { text: 'Done.' }],
      ['odd', 'tracker'],
    );
    const stream = await chat.begin('Go.');
    const approval = await chat.approval();
    expect(approval.tool).toBe('create_issue');
    await settleApproval(bench.studio, { prototypeId: chat.id, approvalId: approval.id, answer: { approve: false } });
    await stream.ended;
  });
});

describe('after the studio was killed while a write waited', () => {
  test('the chat says so, the write has not happened, and Continue asks for it again', async () => {
    const chat = await bench.prototype(
      [{ calls: [create('after the crash')] }, { calls: [create('after the crash')] }, { text: 'Created.' }],
      ['tracker'],
    );
    await chat.begin('Create it.');
    await chat.approval();
    // The message is kept as it grows; give the last state the time it takes.
    await new Promise((resolve) => setTimeout(resolve, 600));

    const studio = await bench.reopen();
    const view = await readChat(studio, chat.id);
    expect(view.answering).toBe(false);
    expect(view.messages.at(-1)?.metadata).toMatchObject({ state: 'interrupted' });
    expect((await studio.store.traces.calls(chat.id))[0]?.outcome).toMatchObject({ kind: 'not-sent' });
    expect(await studio.store.approvals.open(chat.id)).toEqual([]);
    expect(await ticketTitles()).not.toContain('after the crash');

    const again = converse(studio, chat.id);
    again.answerApprovals({ approve: true });
    await studio.connections.connect((await studio.store.servers.find('tracker'))?.config ?? fixtureServer('', ''), {
      consentHash: (await studio.store.servers.find('tracker'))?.consentHash ?? undefined,
    });
    await (await sendMessage(studio, { prototypeId: chat.id, wish: { kind: 'continue' } })).ended;
    expect(textOf(await again.last())).toBe('Created.');
    const told = JSON.stringify(bench.model.requests.at(-1)?.messages);
    expect(told).toContain('ended before this call was sent');
    expect((await again.calls()).map((call) => call.outcome.status)).toEqual(['failed', 'answered']);
    expect((await ticketTitles(studio)).split('after the crash')).toHaveLength(2);
  });
});

describe('who calls decides who must be asked', () => {
  test('a call by hand is its own approval', async () => {
    const chat = await bench.prototype([], ['tracker']);
    const call = await callTool(bench.studio, {
      prototypeId: chat.id,
      origin: 'hand',
      server: 'tracker',
      tool: 'create_issue',
      args: { project: 'PERF', title: 'by hand' },
    });
    expect(call.outcome.status).toBe('answered');
    expect(chat.events.map((event) => event.type)).toEqual(['call-started', 'call-started', 'call-ended']);
  });

  test('a write of an outside agent waits, unless the prototype lets its agent write', async () => {
    const chat = await bench.prototype([], ['tracker']);
    const order = {
      prototypeId: chat.id,
      origin: 'gateway' as const,
      server: 'tracker',
      tool: 'create_issue',
      args: { project: 'PERF', title: 'by an agent' },
    };
    const asked = callTool(bench.studio, order);
    const approval = await chat.approval();
    await settleApproval(bench.studio, { prototypeId: chat.id, approvalId: approval.id, answer: { approve: true } });
    expect((await asked).outcome.status).toBe('answered');

    await bench.studio.store.prototypes.update(chat.id, { chat: { gateway: 'allow' } });
    expect((await callTool(bench.studio, order)).outcome.status).toBe('answered');
  });

  test('reading waits for nobody', async () => {
    const chat = await bench.prototype([], ['tracker']);
    const call = await callTool(bench.studio, {
      prototypeId: chat.id,
      origin: 'gateway',
      server: 'tracker',
      tool: 'list_projects',
      args: {},
    });
    expect(call.outcome.status).toBe('answered');
  });
});

describe('every failure is recorded', () => {
  const call = (order: { server: string; tool: string; args?: Record<string, string> }, id: string) =>
    callTool(bench.studio, { prototypeId: id, origin: 'hand', args: {}, ...order });

  test('a tool and a server that do not exist', async () => {
    const chat = await bench.prototype([], ['tracker']);
    const missing = await call({ server: 'tracker', tool: 'nothing' }, chat.id);
    expect(missing.outcome).toMatchObject({ status: 'failed', kind: 'not-sent' });
    expect(missing.outcome.status === 'failed' && missing.outcome.message).toContain('create_issue');
    const nowhere = await call({ server: 'nowhere', tool: 'x' }, chat.id);
    expect(nowhere.outcome).toMatchObject({ status: 'failed', kind: 'not-sent' });
    expect(await chat.calls()).toHaveLength(2);
  });

  test('a tool whose definition changed is refused until the user accepts it', async () => {
    const chat = await bench.prototype([], ['odd']);
    await call({ server: 'odd', tool: 'get_news' }, chat.id);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const second = await call({ server: 'odd', tool: 'get_news' }, chat.id);
    expect(second.outcome).toMatchObject({ status: 'failed', kind: 'refused' });
    expect(second.outcome.status === 'failed' && second.outcome.message).toContain('changed');
  });

  test('a secret that a server repeats is never recorded', async () => {
    const chat = await bench.prototype([], ['odd']);
    const answered = await call({ server: 'odd', tool: 'get_secret' }, chat.id);
    expect(answered.outcome.status).toBe('answered');
    expect(JSON.stringify([answered, chat.events, await chat.calls()])).not.toContain('canary-of-odd-server');
  });
});
