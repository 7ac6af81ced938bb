import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SAMPLE_PROMPT } from '#core/live/sample-prompt.ts';
import { parseTrace } from '#core/trace/parse-trace.ts';
import { readTrace } from '../calls/read-trace.ts';
import { readChat } from '../chat/read-chat.ts';
import { sendMessage } from '../chat/send-message.ts';
import { openTestStudio } from '../open-test-studio.ts';
import type { Studio } from '../studio.ts';
import { converse, textOf } from '../test/chat-bench.ts';
import { createSample } from './create-sample.ts';
import { offerSample } from './offer-sample.ts';

let studio: Studio;
let close: () => Promise<void>;

beforeAll(async () => {
  const opened = await openTestStudio();
  ({ studio } = opened);
  close = opened.close;
});
afterAll(() => close());

const folder = new URL('../../../examples/memory-leak-tickets/', import.meta.url);

describe('the sample', () => {
  test('ships a recording that reads as any other trace, of the prompt that the studio shows', async () => {
    const trace = parseTrace(JSON.parse(await readFile(new URL('trace.json', folder), 'utf8')));
    expect(trace.turns[0]).toMatchObject({ role: 'user', text: SAMPLE_PROMPT });
    expect(trace.calls.filter((call) => call.outcome.status === 'failed')).toHaveLength(1);
  });

  test('is there at the first start, once, with nothing started', async () => {
    await offerSample(studio);
    await offerSample(studio);
    const prototypes = await studio.store.prototypes.list();
    expect(prototypes.map((prototype) => prototype.sample)).toEqual([true]);
    expect(studio.connections.aliases()).toEqual([]);
    expect((await studio.store.servers.list()).map((server) => server.consentHash)).toEqual([null, null]);

    const id = prototypes[0]?.id ?? '';
    const trace = await readTrace(studio, id);
    const { messages } = await readChat(studio, id);
    const linked = messages.flatMap(({ parts }) =>
      parts.flatMap((part) => (part.type === 'data-call' ? part.data.call : [])),
    );
    expect(trace.calls.map((call) => call.id)).toEqual(linked);
    expect(trace.calls).toHaveLength(5);
    expect(trace.answer).toContain('I raised 3 tickets');
  });

  test('plays live over the wire: its servers start by pressing Play, its writes wait, its recording makes room', async () => {
    const [sample] = await studio.store.prototypes.list();
    if (!sample) throw new Error('There is no sample.');
    const [asked] = (await readChat(studio, sample.id)).messages;
    const chat = converse(studio, sample.id);
    chat.answerApprovals({ approve: true, scope: 'tool' });
    const wish = { kind: 'edit' as const, id: asked?.id ?? '', text: SAMPLE_PROMPT };
    await (await sendMessage(studio, { prototypeId: sample.id, wish })).ended;

    const message = await chat.last();
    expect(message.metadata).toMatchObject({ state: 'done', scripted: true });
    expect(textOf(message)).toContain('I raised 3 tickets in PERF');
    const calls = await chat.calls();
    expect(calls.map((call) => [call.server, call.tool, call.outcome.status])).toEqual([
      ['code-host', 'list_pull_requests', 'answered'],
      ['tracker', 'create_issue', 'failed'],
      ['tracker', 'create_issue', 'answered'],
      ['tracker', 'create_issue', 'answered'],
      ['tracker', 'create_issue', 'answered'],
    ]);
    expect(chat.events.filter((event) => event.type === 'approval-asked')).toHaveLength(1);
  });

  test('steps aside for a server of the same name', async () => {
    const opened = await openTestStudio();
    const transport = { kind: 'http' as const, url: 'https://tracker.example.com/mcp', headers: {} };
    await opened.studio.store.servers.create({ alias: 'tracker', era: 'auto', effects: {}, transport });
    const sample = await createSample(opened.studio);
    expect(sample.servers).toEqual(['code-host', 'sample-tracker']);
    const trace = await readTrace(opened.studio, sample.id);
    expect(new Set(trace.calls.map((call) => call.server))).toEqual(new Set(sample.servers));
    await opened.close();
  });
});
