import { expect, test } from 'vitest';
import type { StudioEvent } from '#core/live/studio-event.ts';
import { createEventHub } from './events.ts';

const changed = { type: 'prototype-changed' } as const;

test('a page that comes late is told what it missed, in order, and then what comes', () => {
  const hub = createEventHub({ start: 100 });
  const seen: number[] = [];
  hub.publish('p', changed);
  hub.publish('p', changed);
  hub.subscribe('p', 100, (event) => seen.push(event.seq));
  hub.publish('p', changed);
  expect(seen).toEqual([101, 102, 103]);
  expect(hub.last('p')).toBe(103);
});

test('a page whose events are no longer kept is told of the gap and of nothing else', () => {
  const hub = createEventHub({ start: 0, kept: 2 });
  for (let n = 0; n < 4; n += 1) hub.publish('p', changed);
  const seen: StudioEvent[] = [];
  expect(hub.subscribe('p', 1, (event) => seen.push(event))).toEqual({ kind: 'gap' });
  expect(hub.subscribe('p', 2, (event) => seen.push(event)).kind).toBe('subscribed');
  expect(seen.map((event) => event.seq)).toEqual([3, 4]);
});

test('a page of an earlier process sees a gap', () => {
  const hub = createEventHub({ start: 5_000 });
  hub.publish('p', changed);
  expect(hub.subscribe('p', 4_999, () => {}).kind).toBe('gap');
  expect(hub.subscribe('p', 9_999, () => {}).kind).toBe('gap');
});

test('prototypes hear nothing of each other, and a subscription that ended hears nothing more', () => {
  const hub = createEventHub({ start: 0 });
  const seen: string[] = [];
  const subscription = hub.subscribe('a', 0, () => seen.push('a'));
  hub.publish('b', changed);
  hub.publish('a', changed);
  if (subscription.kind === 'subscribed') subscription.end();
  hub.publish('a', changed);
  expect(seen).toEqual(['a']);
});

test('what concerns all goes to the prototypes that somebody looks at', () => {
  const hub = createEventHub({ start: 0 });
  hub.subscribe('open', 0, () => {});
  hub.publish('closed', changed);
  hub.publishToOpen({ type: 'server-changed', server: 'tracker' });
  expect([hub.last('open'), hub.last('closed')]).toEqual([1, 1]);
});
