import { describe, expect, it, vi } from 'vitest';
import { leakTrace } from '#components/trace/trace-fixture.ts';
import type { PrototypeSnapshot } from '#core/live/prototype-snapshot.ts';
import type { PendingCall, StudioEvent } from '#core/live/studio-event.ts';
import type { TraceCall } from '#core/trace/trace.ts';
import { PrototypeStore } from './prototype-store.ts';

const trace = leakTrace();

function snapshotAt(seq: number, calls = 1): PrototypeSnapshot {
  return {
    seq,
    prototype: {
      id: 'prototype-1',
      name: 'Leaks',
      createdAt: trace.now,
      updatedAt: trace.now,
      servers: ['code', 'tracker'],
      model: null,
      allowed: [],
      instructions: '',
      gateway: 'ask',
      endpoint: 'off',
      sample: false,
    },
    trace: { ...trace, calls: trace.calls.slice(0, calls) },
    cutResults: [],
    pending: [],
    approvals: [],
    questions: [],
    workflow: null,
    runs: [],
    keeping: false,
  };
}

function pendingCall(id: string): PendingCall {
  const { server, tool, args, startedAt } = trace.calls[1] ?? { server: '', tool: '', args: {}, startedAt: '' };
  return { id, origin: 'chat', server, tool, args, effect: 'write', state: 'approval', started: 3, startedAt };
}

interface Whole {
  readonly first: PrototypeSnapshot;
  readonly whole: (id: string) => Promise<TraceCall | null>;
}

/** A snapshot whose first result came as a preview. */
function previewAt(seq: number): PrototypeSnapshot {
  const snapshot = snapshotAt(seq, 2);
  const [list, ...others] = snapshot.trace.calls;
  if (!list) throw new Error('The fixture has calls.');
  const preview: TraceCall = {
    ...list,
    outcome: { status: 'answered', result: { content: [{ type: 'text', text: '{"pulls": [' }] } },
  };
  return { ...snapshot, trace: { ...snapshot.trace, calls: [preview, ...others] }, cutResults: [list.id] };
}

const linksIn = (store: PrototypeStore) => store.derived.flow(store.read()).map(({ from, to }) => `${from.id} ${to}`);

/** A store over a source whose stream and snapshots the test holds in its hand. */
function opened(
  next: PrototypeSnapshot | (() => Promise<PrototypeSnapshot>) = snapshotAt(20, 2),
  { first = snapshotAt(10), whole = async () => null }: Partial<Whole> = {},
) {
  let hear: (event: StudioEvent) => void = () => {};
  let lose = () => {};
  const opens: number[] = [];
  const store = new PrototypeStore(first, {
    loadCall: whole,
    loadSnapshot: async () => (typeof next === 'function' ? next() : next),
    openEvents: ({ after, onOpen, onEvent, onLost }) => {
      opens.push(after);
      hear = onEvent;
      lose = onLost;
      onOpen();
      return () => {};
    },
  });
  const end = store.subscribe(() => {});
  return { store, opens, end, hear: (event: StudioEvent) => hear(event), lose: () => lose() };
}

describe('a prototype on a page', () => {
  it('shows a call while it waits, and as recorded when its answer is there', () => {
    const { store, hear } = opened();
    hear({ seq: 11, type: 'call-started', call: pendingCall('call-create-1') });
    expect(store.read().snapshot.pending).toHaveLength(1);
    const call = trace.calls[1];
    if (!call) throw new Error('The fixture has calls.');
    hear({ seq: 12, type: 'call-ended', call });
    expect(store.read().snapshot.pending).toEqual([]);
    expect(store.read().snapshot.trace.calls.map(({ id }) => id)).toEqual(['call-list', 'call-create-1']);
  });

  it('ignores an event that its snapshot already holds', () => {
    const { store, hear } = opened();
    const before = store.read();
    hear({ seq: 10, type: 'call-started', call: pendingCall('call-x') });
    expect(store.read()).toBe(before);
  });

  it('loads the snapshot again after a gap, and listens from there', async () => {
    const { store, hear, opens } = opened();
    hear({ seq: 13, type: 'call-started', call: pendingCall('call-x') });
    await vi.waitFor(() => expect(store.read().snapshot.seq).toBe(20));
    expect(store.read().snapshot.trace.calls).toHaveLength(2);
    expect(opens).toEqual([10, 20]);
  });

  it('loads the snapshot again when the workflow has changed', async () => {
    const { store, hear } = opened();
    hear({ seq: 11, type: 'workflow-changed', version: 1 });
    await vi.waitFor(() => expect(store.read().snapshot.seq).toBe(20));
  });

  it('never goes back to an older snapshot than what it has heard', async () => {
    const { store, hear } = opened(snapshotAt(9, 0));
    hear({ seq: 11, type: 'call-started', call: pendingCall('call-x') });
    await store.reload();
    expect(store.read().snapshot.seq).toBe(11);
  });

  it('shows a snapshot that was read before the newest event, with that event on top of it', async () => {
    const slow = Promise.withResolvers<PrototypeSnapshot>();
    const { store, hear } = opened(() => slow.promise);
    hear({ seq: 11, type: 'prototype-changed' });
    hear({ seq: 12, type: 'call-started', call: pendingCall('call-x') });
    slow.resolve({ ...snapshotAt(11), prototype: { ...snapshotAt(11).prototype, name: 'Leaks, renamed' } });
    await vi.waitFor(() => expect(store.read().snapshot.prototype.name).toBe('Leaks, renamed'));
    expect(store.read().snapshot.seq).toBe(12);
    expect(store.read().snapshot.pending.map(({ id }) => id)).toEqual(['call-x']);
  });

  it('loads one snapshot at a time, and once more for all that was asked meanwhile', async () => {
    const loads: PromiseWithResolvers<PrototypeSnapshot>[] = [];
    const { store, hear } = opened(() => {
      const load = Promise.withResolvers<PrototypeSnapshot>();
      loads.push(load);
      return load.promise;
    });
    for (let seq = 11; seq < 31; seq += 1) hear({ seq, type: 'prototype-changed' });
    const asked = store.reload();
    expect(loads).toHaveLength(1);
    loads[0]?.resolve(snapshotAt(11));
    await vi.waitFor(() => expect(loads).toHaveLength(2));
    loads[1]?.resolve(snapshotAt(30, 2));
    await asked;
    expect(store.read().snapshot.trace.calls).toHaveLength(2);
    expect(loads).toHaveLength(2);
  });

  it('loads previews of large results whole, because values flow out of all of them', async () => {
    const { store, end } = opened(previewAt(20), { first: previewAt(10), whole: async () => trace.calls[0] ?? null });
    expect(linksIn(store)).not.toContain('call-list call-create-1');
    await vi.waitFor(() => expect(store.read().snapshot.cutResults).toEqual([]));
    expect(linksIn(store)).toContain('call-list call-create-1');
    await store.reload();
    expect(store.read().snapshot.seq).toBe(20);
    expect(store.read().snapshot.cutResults).toEqual([]);
    expect(linksIn(store)).toContain('call-list call-create-1');
    end();
  });

  it('leaves a preview where the whole is too large, and asks for it once', async () => {
    const whole = vi.fn(async () => null);
    const { store } = opened(previewAt(20), { first: previewAt(10), whole });
    await store.reload();
    await store.reload();
    expect(store.read().snapshot.cutResults).toEqual(['call-list']);
    expect(whole).toHaveBeenCalledTimes(1);
  });

  it('loads the whole of a large result that comes live', async () => {
    const { store, hear } = opened(undefined, { whole: async () => trace.calls[1] ?? null });
    const cut = previewAt(11).trace.calls[0];
    if (!cut) throw new Error('The fixture has calls.');
    hear({ seq: 11, type: 'call-ended', call: { ...cut, id: 'call-create-1' }, cut: true });
    expect(store.read().snapshot.cutResults).toEqual(['call-create-1']);
    await vi.waitFor(() => expect(store.read().snapshot.cutResults).toEqual([]));
    expect(store.read().snapshot.trace.calls.at(-1)).toBe(trace.calls[1]);
  });

  it('says so when the stream is lost', () => {
    const { store, lose } = opened();
    expect(store.read().link).toBe('live');
    lose();
    expect(store.read().link).toBe('lost');
  });

  it('tells nobody when the same thing is selected again', () => {
    const { store } = opened();
    const told = vi.fn();
    store.select({ kind: 'call', call: 'call-list' });
    store.subscribe(told);
    store.select({ kind: 'call', call: 'call-list' });
    expect(told).not.toHaveBeenCalled();
  });
});
