import { expect, test } from 'vitest';
import { createRawMessages } from './raw-messages.ts';

const seen = (message: string | object, mask = (text: string) => text) => ({
  direction: 'received' as const,
  at: 0,
  message,
  mask,
});

test('messages of a call come back in order, written as JSON and masked when somebody looks', () => {
  const raw = createRawMessages();
  raw.add('a', { ...seen({ x: 'secret' }, (text) => text.replace('secret', '•')), direction: 'sent' });
  raw.add('a', seen('{"y":1}'));
  expect(raw.of('a')).toEqual([
    { direction: 'sent', at: '1970-01-01T00:00:00.000Z', text: '{"x":"•"}', bytes: 14 },
    { direction: 'received', at: '1970-01-01T00:00:00.000Z', text: '{"y":1}', bytes: 7 },
  ]);
  expect(raw.of('b')).toEqual([]);
});

test('a large message is cut, its size stays known, and a secret at the cut leaves no half behind', () => {
  const raw = createRawMessages();
  const before = 'x'.repeat(64 * 1024 - 3);
  raw.add(
    'a',
    seen(`${before}secret${'y'.repeat(500_000)}`, (text) => text.replace('secret', '••••••')),
  );
  const [message] = raw.of('a');
  expect(message?.text).toBe(`${before}•••`);
  expect(message?.bytes).toBe(before.length + 6 + 500_000);
});

test('old calls go when there are many, and long calls lose their middle', () => {
  const raw = createRawMessages();
  for (let call = 0; call < 310; call += 1) raw.add(`call-${call}`, seen('x'));
  expect([raw.of('call-9'), raw.of('call-10').length]).toEqual([[], 1]);
  for (let index = 0; index < 500; index += 1) raw.add('long', seen(String(index)));
  expect(raw.of('long')).toHaveLength(200);
  expect([raw.of('long')[0]?.text, raw.of('long').at(-1)?.text]).toEqual(['0', '499']);
});
