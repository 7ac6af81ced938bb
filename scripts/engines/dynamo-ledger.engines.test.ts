import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { CorrectableLedger, Effect } from '../../lib/core/effects/ledger.ts';
import { type LedgerUnderTest, ledgerSuite } from '../../lib/core/effects/ledger-suite.ts';
import { setBackSuite } from '../../lib/core/effects/set-back-suite.ts';
import { openDynamoStore } from '../../lib/export/typescript/runtime/aws/dynamo/open-dynamo-store.ts';
import type { AgentStore } from '../../lib/export/typescript/runtime/ledger/agent-store.ts';
import { openAwsClients } from './aws-clients.ts';
import { startMoto } from './moto.ts';

const moto = await startMoto(join(tmpdir(), 'tracewright-engines'));
if ('missing' in moto) console.warn(`SKIPPED: the ledger in DynamoDB was not tested: ${moto.missing}.`);
afterAll(() => {
  if (!('missing' in moto)) moto.stop();
});

const runner = { test, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };
const effect: Effect = {
  ...{ key: 'k1', step: 'createIssue', path: [], server: 'jira', tool: 'create_issue', args: { title: 'Leak' } },
  ...{ argsHash: 'ab'.repeat(32), effect: 'write' },
};
let count = 0;

/** Owners of one new table; the clock of a later one is an hour ahead, when every lease has run out. */
async function newTable() {
  const { createLedger } = await openAwsClients();
  count += 1;
  const table = `ledger-${count}`;
  await createLedger(table);
  const opened: AgentStore[] = [];
  const open = async (owner: string, aheadMs = 0) => {
    const store = await openDynamoStore({ table, owner, now: () => new Date(Date.now() + aheadMs) });
    opened.push(store);
    return store;
  };
  const close = async () => {
    for (const store of opened) await store.close();
  };
  return { open, close };
}

async function ledgerUnderTest(): Promise<LedgerUnderTest & { readonly ledger: CorrectableLedger }> {
  const { open, close } = await newTable();
  return {
    ledger: (await open('one')).ledger,
    again: async () => (await open('two')).ledger,
    afterCrash: async () => (await open('three', 3_600_000)).ledger,
    close,
  };
}

describe.skipIf('missing' in moto)('what an agent remembers in DynamoDB', () => {
  beforeAll(() => {
    if ('missing' in moto) return;
    for (const [name, value] of Object.entries(moto.env)) vi.stubEnv(name, value);
  });

  ledgerSuite(runner, ledgerUnderTest, { lasting: true });
  setBackSuite(runner, ledgerUnderTest);

  test('an owner that was paused for longer than its lease records nothing any more', async () => {
    const { open, close } = await newTable();
    const [slow, quick] = [await open('slow'), await open('quick', 3_600_000)];
    await slow.ledger.claim(effect);
    expect((await quick.ledger.claim(effect)).outcome).toBe('retry');
    await expect(slow.ledger.mark('k1', { state: 'sent' })).rejects.toThrow('no longer held by this process');
    await close();
  });

  test('an answer far beyond what one item holds comes back whole', async () => {
    const { open, close } = await newTable();
    const { ledger } = await open('one');
    // Not to be packed into less than several items.
    const noise = Array.from({ length: 60_000 }, (_, at) => Math.sin(at).toString(36)).join();
    const result = { content: [{ type: 'text' as const, text: noise }] };
    await ledger.claim(effect);
    await ledger.mark('k1', { state: 'confirmed', how: 'created', result });
    expect(noise.length).toBeGreaterThan(700_000);
    expect((await ledger.find('k1'))?.result).toEqual(result);
    await close();
  });

  test('a change waits until somebody decides about exactly this one', async () => {
    const { open, close } = await newTable();
    const { approvals } = await open('one');
    expect(await approvals.decision(effect)).toMatchObject({ approved: false, reason: /waits for approval/ });
    expect(await approvals.open()).toMatchObject([
      { argsHash: effect.argsHash, decision: 'waiting', args: effect.args },
    ]);
    await approvals.decide(effect.argsHash, false);
    expect(await approvals.decision(effect)).toEqual({ approved: false, reason: 'It was denied.' });
    await approvals.decide(effect.argsHash, true);
    expect(await approvals.decision(effect)).toEqual({ approved: true });
    expect(await approvals.open()).toEqual([]);
    expect(await approvals.decision({ ...effect, argsHash: 'cd'.repeat(32) })).toMatchObject({ approved: false });
    await close();
  });

  test('the first answer of a model is kept until it is forgotten', async () => {
    const { open, close } = await newTable();
    const { judgements } = await open('one');
    expect(await judgements.find('j')).toBeUndefined();
    expect(await judgements.keep('j', { step: 'rate', answer: { good: null } })).toEqual({ good: null });
    expect(await judgements.keep('j', { step: 'rate', answer: 'bad' })).toEqual({ good: null });
    expect(await judgements.list()).toMatchObject([{ id: 'j', step: 'rate', answer: { good: null } }]);
    expect([await judgements.forget('j'), await judgements.forget('j')]).toEqual([true, false]);
    await close();
  });

  test('a delivery is taken once, by one process, and again when that one died', async () => {
    const { open, close } = await newTable();
    const [one, two, later] = [await open('one'), await open('two'), await open('later', 3_600_000)];
    expect([await one.deliveries.add('d', { n: 1 }), await two.deliveries.add('d', { n: 2 })]).toEqual([true, false]);
    const taken = await Promise.all([one.deliveries.take(), two.deliveries.take()]);
    expect(taken.filter((delivery) => delivery !== null)).toEqual([{ id: 'd', inputs: { n: 1 }, attempts: 1 }]);
    expect([await one.deliveries.takeOne('d'), await two.deliveries.take()]).toEqual([null, null]);
    expect(await later.deliveries.take()).toMatchObject({ id: 'd', attempts: 2 });
    await later.deliveries.end('d', { state: 'done' });
    expect([await later.deliveries.take(), await later.deliveries.takeOne('d')]).toEqual([null, null]);
    expect(await later.deliveries.look('d')).toEqual({ inputs: { n: 1 }, state: 'done', error: null });
    await close();
  });

  test('a delivery that waits for somebody or for its time is not taken, one that failed only by name', async () => {
    const { open, close } = await newTable();
    const { deliveries } = await open('one');
    const later = await open('later', 3_600_000);
    await deliveries.add('d', {});
    await deliveries.take();
    await deliveries.end('d', { state: 'waiting', error: 'It waits for approval.' });
    expect([await deliveries.take(), await deliveries.takeOne('d')]).toEqual([null, null]);
    await deliveries.wake();
    expect(await deliveries.take()).toMatchObject({ id: 'd', attempts: 2 });
    await deliveries.end('d', { state: 'received', error: 'busy', afterMs: 60_000 });
    expect(await deliveries.take()).toBeNull();
    expect(await later.deliveries.take()).toMatchObject({ attempts: 3 });
    await later.deliveries.end('d', { state: 'failed', error: 'no such project' });
    expect(await later.deliveries.take()).toBeNull();
    expect(await later.deliveries.look('d')).toMatchObject({ state: 'failed', error: 'no such project' });
    expect(await later.deliveries.takeOne('d')).toMatchObject({ attempts: 4 });
    await close();
  });

  test('what only SQL can keep is refused in words', async () => {
    const { open, close } = await newTable();
    const store = await open('one');
    expect(() => store.database()).toThrow('This needs SQLite or Postgres');
    await close();
  });
});
