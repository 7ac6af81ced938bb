import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Effect } from '#core/effects/ledger.ts';
import { setBackSuite } from '#core/effects/set-back-suite.ts';
import { keepMemorySuite } from '#core/keep/keep-memory-suite.ts';
import { openStore } from '../open-store.ts';
import type { PrototypeRecord } from '../prototypes.ts';
import { createSecretBox } from '../secret-box.ts';
import type { Store } from '../store.ts';
import type { TestDatabase } from './open-test-database.ts';

/** What the store promises, whatever Postgres is under it. */
export function describeStore(openDatabase: () => Promise<TestDatabase>): void {
  let database: TestDatabase;
  let store: Store;
  const secretBox = createSecretBox(randomBytes(32).toString('base64url'));
  const open = () => openStore({ databaseUrl: database.url, secretBox });

  beforeAll(async () => {
    database = await openDatabase();
    store = open();
  });
  afterAll(async () => {
    await store.close();
    await database.close();
  });

  let count = 0;
  async function prototype(change: Partial<PrototypeRecord> = {}): Promise<PrototypeRecord> {
    count += 1;
    return store.prototypes.create({
      id: `prototype-${count}`,
      name: `Prototype ${count}`,
      sample: false,
      model: null,
      servers: ['tracker'],
      allowed: [],
      chat: {},
      now: '2026-11-21T09:00:00.000Z',
      timeZone: 'Europe/Berlin',
      locale: 'en-GB',
      createdAt: '2026-11-21T09:00:00.000Z',
      updatedAt: '2026-11-21T09:00:00.000Z',
      ...change,
    });
  }

  describe('prototypes', () => {
    test('are read back as they were written, allowed tools included', async () => {
      const made = await prototype({
        allowed: [{ server: 'tracker', tool: 'create\u0000"issue' }],
        chat: { z: 1, a: 2 },
      });
      const read = await store.prototypes.find(made.id);
      expect(read).toEqual(made);
      expect(JSON.stringify(read?.chat)).toBe('{"z":1,"a":2}');
    });

    test('an allowed tool is allowed once and can be revoked', async () => {
      const { id } = await prototype();
      const tool = { server: 'tracker', tool: 'create_issue' };
      await store.prototypes.allowTool(id, tool);
      await store.prototypes.allowTool(id, { ...tool });
      expect((await store.prototypes.find(id))?.allowed).toEqual([tool]);
      await store.prototypes.revokeTool(id, tool);
      expect((await store.prototypes.find(id))?.allowed).toEqual([]);
    });

    test('take everything recorded in them along when they go', async () => {
      const { id } = await prototype();
      await store.traces.begin(id, call('call-gone'));
      await store.messages.save(id, { id: 'message-1', message: { role: 'user' } });
      expect(await store.prototypes.remove(id)).toBe(true);
      expect(await store.traces.pending(id)).toEqual([]);
      expect(await store.messages.list(id)).toEqual([]);
      expect(await store.prototypes.remove(id)).toBe(false);
    });
  });

  function call(id: string) {
    return {
      id,
      origin: 'hand',
      server: 'tracker',
      tool: 'list_issues',
      args: { zebra: 1, apple: '\u0000 \ud800' },
      effect: 'read',
      state: 'running',
      startedAt: '2026-11-21T09:00:01.000Z',
    } as const;
  }
  const answered = {
    durationMs: 12.5,
    outcome: { status: 'answered', result: { content: [{ type: 'text', text: 'nul \u0000 and \u{1F600}' }] } },
  } as const;

  describe('traces', () => {
    test('keep member order and every character, and order calls by one logical clock', async () => {
      const { id } = await prototype();
      const first = await store.traces.begin(id, call('call-a'));
      const second = await store.traces.begin(id, call('call-b'));
      const secondDone = await store.traces.finish(id, 'call-b', answered);
      const firstDone = await store.traces.finish(id, 'call-a', answered);
      expect([first.started, second.started, secondDone.ended, firstDone.ended]).toEqual([1, 2, 3, 4]);
      const calls = await store.traces.calls(id);
      expect(calls.map((one) => one.id)).toEqual(['call-a', 'call-b']);
      expect(JSON.stringify(calls[0]?.args)).toBe(JSON.stringify(call('x').args));
      expect(calls[0]?.outcome).toEqual(answered.outcome);
      expect(calls[0]).not.toHaveProperty('effect');
    });

    test('the first outcome of a call is final', async () => {
      const { id } = await prototype();
      await store.traces.begin(id, call('call-final'));
      const first = await store.traces.finish(id, 'call-final', answered);
      const again = await store.traces.finish(id, 'call-final', {
        durationMs: 1,
        outcome: { status: 'failed', kind: 'unknown', message: 'late' },
      });
      expect(again).toEqual(first);
    });

    test('ten calls begun at once get ten different ticks', async () => {
      const { id } = await prototype();
      const begun = await Promise.all(Array.from({ length: 10 }, (_, n) => store.traces.begin(id, call(`call-${n}`))));
      expect(begun.map((one) => one.started).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });

    test('a sketch tells failures without reading results', async () => {
      const { id } = await prototype();
      await store.traces.begin(id, call('call-ok'));
      await store.traces.finish(id, 'call-ok', answered);
      await store.traces.begin(id, call('call-bad'));
      await store.traces.finish(id, 'call-bad', {
        durationMs: 1,
        outcome: { status: 'answered', result: { content: [], isError: true } },
      });
      const { calls, count } = await store.traces.sketch(id);
      expect(calls.map((one) => [one.id, one.failed])).toEqual([
        ['call-ok', false],
        ['call-bad', true],
      ]);
      expect(count).toBe(2);
    });
  });

  describe('messages', () => {
    test('stay where they stand when they are saved again, and go from one on', async () => {
      const { id } = await prototype();
      for (const name of ['one', 'two', 'three']) await store.messages.save(id, { id: name, message: { text: name } });
      await store.messages.save(id, { id: 'one', message: { text: 'one, edited' } });
      expect((await store.messages.list(id)).map((message) => message.message.text)).toEqual([
        'one, edited',
        'two',
        'three',
      ]);
      await store.messages.removeFrom(id, 'two');
      expect((await store.messages.list(id)).map((message) => message.id)).toEqual(['one']);
    });
  });

  describe('approvals', () => {
    test('are settled once, by whoever comes first', async () => {
      const { id } = await prototype();
      const { origin: _, state: __, startedAt: ___, ...what } = call('approval-1');
      const request = { ...what, subject: { kind: 'call', id: 'call-1' }, argsHash: 'h', askedAt: 'now' } as const;
      await store.approvals.ask(id, request);
      const answers = await Promise.all([
        store.approvals.settle(id, 'approval-1', { state: 'approved' }),
        store.approvals.settle(id, 'approval-1', { state: 'denied', reason: 'no' }),
      ]);
      expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
      expect(await store.approvals.open(id)).toEqual([]);
    });
  });

  describe('workflow versions', () => {
    test('are numbered in order, also when two are added at once, and know how far behind they are', async () => {
      const { id } = await prototype();
      const version = {
        how: 'inferred',
        workflow: { version: 1, name: 'Leaks', inputs: [], body: [] },
        evidence: { values: [], notes: [], dropped: [] },
        questions: [],
        answers: {},
        edits: [],
        findings: [],
        proof: { proved: 0, asked: 0, assumed: 0, checks: [] },
      } as const;
      await store.traces.begin(id, call('call-1'));
      const { ended } = await store.traces.finish(id, 'call-1', answered);
      await Promise.all([store.workflows.append(id, { ...version, seen: ended }), store.workflows.append(id, version)]);
      expect((await store.workflows.list(id)).map((entry) => entry.version)).toEqual([2, 1]);
      const third = await store.workflows.append(id, { ...version, how: 'edited', seen: ended });
      expect(third).toMatchObject({ version: 3, how: 'edited', behind: 0 });
      await store.traces.begin(id, call('call-2'));
      await store.traces.finish(id, 'call-2', answered);
      expect((await store.workflows.latest(id))?.behind).toBe(1);
      expect((await store.workflows.append(id, { ...version, how: 'edited' })).behind).toBe(1);
      expect(third.restores).toBeUndefined();
      expect(await store.workflows.append(id, { ...version, restores: 3 })).toMatchObject({ version: 5, restores: 3 });
      expect((await store.workflows.list(id)).map((entry) => entry.restores)).toEqual([3, ...Array(4)]);
    });
  });

  function effect(key: string): Effect {
    return {
      key,
      step: 'createIssue',
      path: ['7'],
      server: 'tracker',
      tool: 'create_issue',
      args: { title: 'leak' },
      argsHash: 'hash',
      effect: 'write',
    };
  }

  async function run(prototypeId: string, id: string) {
    return store.runs.create({
      id,
      prototypeId,
      mode: 'apply',
      status: 'running',
      workflowVersion: 1,
      inputs: {},
      output: null,
      now: '2026-11-21T09:00:00.000Z',
      timeZone: 'UTC',
      startedAt: '2026-11-21T09:00:00.000Z',
      effects: { created: 0, found: 0, planned: 0, failed: 0, unknown: 0 },
    });
  }

  describe('the ledger', () => {
    test('gives one of twenty claims of an effect, and holds the others off', async () => {
      const { id } = await prototype();
      const ledgers = Array.from({ length: 20 }, (_, n) => store.runs.ledger(id, `run-${n}`));
      const claims = await Promise.all(ledgers.map((ledger) => ledger.claim(effect('k'))));
      expect(claims.map((claim) => claim.outcome).sort()).toEqual([...Array(19).fill('busy'), 'claimed']);
    });

    test('a confirmed effect is done for every later run, and stays confirmed', async () => {
      const { id } = await prototype();
      const first = store.runs.ledger(id, 'run-first');
      await first.claim(effect('k'));
      await first.mark('k', { state: 'sent' });
      await first.mark('k', {
        state: 'confirmed',
        how: 'created',
        result: { content: [], structuredContent: { id: 7 } },
      });
      await expect(first.mark('k', { state: 'failed' })).rejects.toThrow(/is confirmed and cannot become failed/);
      const claim = await store.runs.ledger(id, 'run-second').claim(effect('k'));
      expect(claim).toMatchObject({
        outcome: 'done',
        record: { state: 'confirmed', how: 'created', attempts: 1, result: { structuredContent: { id: 7 } } },
      });
    });

    test('a failed effect may be tried again once its run is over; a sent one is unsure', async () => {
      const { id } = await prototype();
      await run(id, 'run-1');
      const first = store.runs.ledger(id, 'run-1');
      await first.claim(effect('failed'));
      await first.mark('failed', { state: 'failed', error: 'no' });
      await first.claim(effect('sent'));
      await first.mark('sent', { state: 'sent' });
      const second = store.runs.ledger(id, 'run-2');
      expect((await second.claim(effect('sent'))).outcome).toBe('busy');
      await store.runs.update('run-1', { status: 'failed', endedAt: '2026-11-21T09:01:00.000Z' });
      expect((await second.claim(effect('failed'))).outcome).toBe('retry');
      expect((await second.claim(effect('sent'))).outcome).toBe('unsure');
      await expect(first.mark('sent', { state: 'confirmed' })).rejects.toThrow(/in the hands of another run/);
      expect((await second.find('failed'))?.attempts).toBe(2);
    });

    setBackSuite({ test, equal: (actual, expected) => expect(actual).toEqual(expected) }, async () => {
      const { id } = await prototype();
      return { ledger: store.runs.ledger(id, 'run-keeping'), close: async () => {} };
    });
  });

  describe('runs', () => {
    test('are changed while they run, never after, and can be reopened when they were stopped', async () => {
      const { id } = await prototype();
      await run(id, 'run-change');
      await store.runs.appendEvents('run-change', [
        { at: 0, type: 'step-started', step: 'a', path: [] },
        { at: 1, type: 'step-ended', step: 'a', path: [], value: { b: 1, a: 2 } },
      ]);
      expect((await store.runs.events('run-change')).map((event) => event.at)).toEqual([0, 1]);
      expect(await store.runs.update('run-change', { status: 'stopped', error: 'by hand' })).toMatchObject({
        status: 'stopped',
        error: 'by hand',
      });
      expect(await store.runs.update('run-change', { status: 'succeeded' })).toBeNull();
      const reopened = await store.runs.reopen('run-change');
      expect(reopened).toMatchObject({ status: 'running' });
      expect(reopened).not.toHaveProperty('error');
      await store.runs.update('run-change', { status: 'succeeded' });
      expect(await store.runs.reopen('run-change')).toBeNull();
    });

    test('tell how many events they have, and one of them by its place', async () => {
      const { id } = await prototype();
      for (const name of ['run-one', 'run-other']) await run(id, name);
      const event = (at: number) => ({ at, type: 'step-started', step: `s${at}`, path: [] }) as const;
      await store.runs.appendEvents('run-one', [event(0)]);
      await store.runs.appendEvents('run-other', [event(7)]);
      await store.runs.appendEvents('run-one', [event(1), event(2)]);
      expect(await store.runs.countEvents('run-one')).toBe(3);
      expect(await store.runs.event('run-one', 1)).toEqual(event(1));
      expect(await store.runs.event('run-one', 3)).toBeNull();
    });
  });

  describe('judgements', () => {
    test('are remembered per prototype and by what was asked, until they are forgotten', async () => {
      const [one, other] = [await prototype(), await prototype()];
      const memory = store.judgements.memory(one.id, 'bench:judge');
      await memory.keep('k', { b: 1, a: [null, 'é\u0000'] });
      await memory.keep('nothing', null);
      expect(JSON.stringify(await memory.recall('k'))).toBe('{"b":1,"a":[null,"é\\u0000"]}');
      expect(await memory.recall('nothing')).toBeNull();
      expect(await memory.recall('unasked')).toBeUndefined();
      expect(await store.judgements.memory(other.id, 'bench:judge').recall('k')).toBeUndefined();
      await memory.keep('k', 'something else');
      expect(await memory.recall('k')).toBe('something else');
      await store.judgements.forget(one.id);
      expect(await memory.recall('k')).toBeUndefined();
    });
  });

  describe('after a crash', () => {
    test('what was open is ended and told apart, what was over is as it was', async () => {
      const { id } = await prototype();
      await store.traces.begin(id, call('call-running'));
      await store.traces.begin(id, { ...call('call-waiting'), state: 'approval' });
      await store.traces.begin(id, call('call-done'));
      const done = await store.traces.finish(id, 'call-done', answered);
      await run(id, 'run-crashed');
      const ledger = store.runs.ledger(id, 'run-crashed');
      await ledger.claim(effect('claimed'));
      await ledger.claim(effect('sent'));
      await ledger.mark('sent', { state: 'sent' });
      await run(id, 'run-waiting');
      await store.runs.update('run-waiting', { status: 'waiting' });

      // Another process comes after the first; it names itself anew.
      const next = open();
      await next.recover();
      const outcomes = new Map((await next.traces.calls(id)).map((one) => [one.id, one.outcome]));
      expect(outcomes.get('call-running')).toMatchObject({ status: 'failed', kind: 'unknown' });
      expect(outcomes.get('call-waiting')).toMatchObject({ status: 'failed', kind: 'not-sent' });
      expect(outcomes.get('call-done')).toEqual(done.outcome);
      expect(await next.runs.find(id, 'run-crashed')).toMatchObject({ status: 'stopped' });
      // What waits for a person waits on: no process was at it.
      expect(await next.runs.find(id, 'run-waiting')).toMatchObject({ status: 'waiting' });
      const resumed = next.runs.ledger(id, 'run-crashed');
      expect((await resumed.claim(effect('claimed'))).outcome).toBe('retry');
      expect((await resumed.claim(effect('sent'))).outcome).toBe('unsure');
      await next.close();
    });
  });

  describe('the memory of a control loop', () => {
    // Each store is a process of its own to the lease.
    keepMemorySuite({ test, equal: (actual, expected) => expect(actual).toEqual(expected) }, async () => {
      const { id } = await prototype();
      const others: Store[] = [];
      const again = async () => {
        const other = open();
        others.push(other);
        return other.keepers.memory(id);
      };
      return {
        memory: store.keepers.memory(id),
        again,
        afterCrash: async () => {
          const memory = await again();
          await others.at(-1)?.recover();
          return memory;
        },
        close: async () => {
          for (const other of others) await other.close();
        },
      };
    });
  });

  describe('secrets', () => {
    test('come back only by name, and a ciphertext under another name does not open', async () => {
      await store.secrets.put('TOKEN', 'canary-7f3a');
      expect(await store.secrets.resolve('TOKEN')).toBe('canary-7f3a');
      expect(JSON.stringify(await store.secrets.list())).not.toContain('canary');
      await expect(store.secrets.resolve('NONE')).rejects.toThrow(/There is no secret "NONE"/);
      const sealed = secretBox.seal('TOKEN', 'canary-7f3a');
      expect(() => secretBox.open('OTHER', sealed)).toThrow(/does not open/);
      const otherKey = createSecretBox(randomBytes(32).toString('base64url'));
      expect(() => otherKey.open('TOKEN', sealed)).toThrow(/does not open/);
    });
  });

  describe('servers', () => {
    const config = {
      alias: 'tracker',
      transport: { kind: 'stdio', command: 'node', args: ['x'], env: { TOKEN: { secret: 'TOKEN' } } },
      era: 'auto',
      effects: {},
    } as const;

    test('are registered once, and keep consent, pins and classes through changes at once', async () => {
      await store.servers.create(config);
      await expect(store.servers.create(config)).rejects.toThrow(/registered already/);
      await Promise.all([
        store.servers.setConsent('tracker', 'consent'),
        store.servers.setPins('tracker', { a: '1', b: '2' }),
        store.servers.setPins('tracker', { c: '3' }),
        store.servers.setEffect('tracker', 'drop', 'destroy'),
        store.servers.setEffect('tracker', 'list', 'read'),
      ]);
      await store.servers.setPins('tracker', { b: null });
      expect(await store.servers.find('tracker')).toMatchObject({
        consentHash: 'consent',
        pins: { a: '1', c: '3' },
        config: { ...config, effects: { drop: 'destroy', list: 'read' } },
      });
    });
  });
}
