import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { expandVariables, processEnvironment } from './environment.ts';
import { isRefusal, MissingValue, RunEnded, ToolRefused } from './failures.ts';
import { forEachItem } from './for-each-item.ts';
import { guard } from './guard.ts';
import { recordedAnswer } from './recorded/recording.ts';
import { readServerSettings } from './servers/server-settings.ts';
import { checkBearer, checkSignature } from './trigger/check-signature.ts';
import { absent, present } from './values.ts';

describe('guarded data', () => {
  const data: { pulls: { title: string; author: null; labels?: string[] }[]; then: number } = guard({
    pulls: [{ title: 'x', author: null }],
    then: 1,
  });

  test('reads like the data, and throws with the path where the server left something out', () => {
    expect(data.pulls.map((pull) => pull.title)).toEqual(['x']);
    expect(data.pulls[0]?.author).toBeNull();
    expect(() => data.pulls[0]?.labels).toThrow(new MissingValue('The server did not send "pulls[0].labels".'));
    expect(() => data.pulls[3]).toThrow('pulls[3]');
    expect(() => data.constructor).toThrow(MissingValue);
  });

  test('can be awaited, compared and written as JSON', async () => {
    expect(JSON.stringify(await data)).toBe('{"pulls":[{"title":"x","author":null}],"then":1}');
    expect(data.pulls[0]).toBe(data.pulls[0]);
  });
});

test('a tool that refused at first is known by its first answer that is data', () => {
  const call = (id: string, isError: boolean, text: string) => ({
    ...{ id, server: 'tracker', tool: 'create_issue', args: {}, started: 1, ended: 2 },
    result: { isError, content: [{ type: 'text' as const, text }] },
  });
  const calls = [call('c1', true, 'summary is required'), call('c2', false, '{"key":"WEB-1"}')];
  const recording = { now: '', timeZone: 'UTC', inputs: {}, calls, writes: [], done: [] };
  const job = { tools: [], judgements: [], recordings: [recording] };
  expect(recordedAnswer(job, 'tracker', 'create_issue')).toBe(calls[1]?.result);
  expect(recordedAnswer(job, 'tracker', 'close_issue')).toBeUndefined();
});

test('what is absent is left out of objects and lists', () => {
  expect(present({ a: 1, b: absent })).toEqual({ a: 1 });
  expect(present([1, absent, null])).toEqual([1, null]);
});

test('a refusal is told by what the server said, and nothing else is one', () => {
  const refusal = new ToolRefused('tracker/get_label', 'Label Not Found');
  expect(isRefusal(refusal)).toBe(true);
  expect(isRefusal(refusal, 'not found')).toBe(true);
  expect(isRefusal(refusal, 'forbidden')).toBe(false);
  expect(isRefusal(new Error('not found'), 'not found')).toBe(false);
});

describe('a list gone over', () => {
  const failOn = (bad: number) => async (item: number) => {
    if (item === bad) throw new Error(`no ${item}`);
    return item * 2;
  };

  test('keeps the order, whatever runs beside what', async () => {
    const each = async (item: number) => {
      await new Promise((done) => setTimeout(done, 10 - item));
      return item;
    };
    expect(await forEachItem([1, 5, 9], { parallel: 3, onError: 'stop' }, each)).toEqual([1, 5, 9]);
  });

  test('stops at the first failure, or goes on and says all', async () => {
    await expect(forEachItem([1, 2, 3], { parallel: 1, onError: 'stop' }, failOn(2))).rejects.toThrow('no 2');
    await expect(forEachItem([1, 2, 3], { parallel: 1, onError: 'collect' }, failOn(2))).rejects.toThrow(
      '1 of 3 items failed. item 2: no 2',
    );
  });

  test('never swallows that the run has ended', async () => {
    const end = async () => {
      throw new RunEnded('stopped', 'denied');
    };
    await expect(forEachItem([1, 2], { parallel: 1, onError: 'collect' }, end)).rejects.toThrow('denied');
  });
});

describe('signed deliveries', () => {
  const now = new Date('2026-11-21T10:00:00Z');
  const secret = 'whsec_c2VjcmV0';
  const body = Buffer.from('{"a":1}');
  const sign = (id: string, seconds: number, key = 'secret') =>
    `v1,${createHmac('sha256', Buffer.from(key)).update(`${id}.${seconds}.`).update(body).digest('base64')}`;
  const seconds = now.getTime() / 1000;
  const headers = (id: string, at: number, signature: string) => ({
    'webhook-id': id,
    'webhook-timestamp': String(at),
    'webhook-signature': signature,
  });

  test('of Standard Webhooks hold, also while the secret is being changed', () => {
    const signature = `v1,AAAA ${sign('m1', seconds)}`;
    expect(checkSignature({ body, secret, now, headers: headers('m1', seconds, signature) })).toEqual({
      valid: true,
      deliveryId: 'm1',
    });
  });

  test('are refused under another id, another body, another secret, or when they are old', () => {
    const refused = (given: ReturnType<typeof headers>, text = body) =>
      expect(checkSignature({ body: text, secret, now, headers: given }).valid).toBe(false);
    refused(headers('m2', seconds, sign('m1', seconds)));
    refused(headers('m1', seconds, sign('m1', seconds)), Buffer.from('{"a":2}'));
    refused(headers('m1', seconds, sign('m1', seconds, 'other')));
    refused(headers('m1', seconds - 301, sign('m1', seconds - 301)));
    refused(headers('m1', Number.NaN, sign('m1', seconds)));
    expect(checkSignature({ body, secret, now, headers: {} }).valid).toBe(false);
  });

  test('a token has to be the whole token', () => {
    expect(checkBearer('Bearer abc', 'abc')).toBe(true);
    for (const wrong of [undefined, '', 'abc', 'Bearer ab', 'Bearer abcd', 'bearer abc'])
      expect(checkBearer(wrong, 'abc')).toBe(false);
  });
});

describe('settings', () => {
  const environment = processEnvironment({ TOKEN: 't', EMPTY: '', SECRETS_DIR: '/nowhere' });

  test('are filled in by name, with a fallback, or missed by name', () => {
    const fill = (text: string) => expandVariables(text, environment, 'a test');
    expect(fill('a ${TOKEN} ${NONE:-b} $HOME')).toBe('a t b $HOME');
    expect(() => fill('${EMPTY}')).toThrow('EMPTY is not set; a test needs it.');
    expect(environment.get('../etc/passwd')).toBeUndefined();
  });

  test('of servers are read as other clients write them, and a bad file says where', () => {
    const text = JSON.stringify({ mcpServers: { a: { command: 'node', args: ['${TOKEN}'] }, b: { url: 'http://x' } } });
    expect([...readServerSettings(text, environment)]).toEqual([
      ['a', { kind: 'stdio', command: 'node', args: ['t'], env: {} }],
      ['b', { kind: 'http', url: 'http://x', headers: {} }],
    ]);
    expect(() => readServerSettings('{"mcpServers":{"a":{}}}', environment)).toThrow(/not usable/);
    expect(() => readServerSettings('nonsense', environment)).toThrow(/not JSON/);
  });
});
