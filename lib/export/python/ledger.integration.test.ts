import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { CorrectableLedger } from '#core/effects/ledger.ts';
import { type LedgerUnderTest, ledgerSuite } from '#core/effects/ledger-suite.ts';
import { setBackSuite } from '#core/effects/set-back-suite.ts';
import { startRealPostgres } from '#lib/storage/test/real-postgres.ts';
import type { Database } from '../typescript/runtime/ledger/database.ts';
import { openPostgresDatabase } from '../typescript/runtime/ledger/postgres-database.ts';
import { createSqlLedger } from '../typescript/runtime/ledger/sql-ledger.ts';
import { openSqliteDatabase } from '../typescript/runtime/ledger/sqlite-database.ts';
import { makeTables } from '../typescript/runtime/ledger/tables.ts';
import { pythonEnvironment } from './test/python-environment.ts';
import { type PythonLedgers, startPythonLedgers } from './test/python-ledgers.ts';

const runner = { test, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };
const HOUR_MS = 3_600_000;
const environment = await pythonEnvironment();
const postgres = await startRealPostgres();
const withPostgres = typeof postgres !== 'string';
if (typeof environment === 'string') console.warn(`SKIPPED: the Python agent's ledger was not tested: ${environment}.`);
if (!withPostgres) console.warn(`SKIPPED: the Python agent's ledger over a real Postgres: ${postgres}.`);

type Language = 'Python' | 'TypeScript';

/** A place to remember effects in, as each language opens it. */
interface Store {
  readonly variables: Readonly<Record<string, string>>;
  readonly open: () => Database;
  readonly remove: () => void;
}

async function sqliteStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  return {
    variables: { AGENT_DATA: folder },
    open: () => openSqliteDatabase(join(folder, 'agent.db')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const url = withPostgres ? postgres.createDatabase('python_ledger') : '';
async function postgresStore(): Promise<Store> {
  const database = openPostgresDatabase(url);
  await database.query('DROP TABLE IF EXISTS agent_effects, agent_approvals, agent_deliveries, agent_judgements');
  await database.close();
  return { variables: { DATABASE_URL: url }, open: () => openPostgresDatabase(url), remove: () => {} };
}

/** The first ledger of a store is in one language, whoever comes later in another, or in the same. */
async function underTest(
  python: PythonLedgers,
  store: Store,
  { first, later }: { readonly first: Language; readonly later: Language },
): Promise<LedgerUnderTest & { readonly ledger: CorrectableLedger }> {
  const closing: (() => Promise<void>)[] = [];
  const open = async (language: Language, owner: string, aheadMs: number): Promise<CorrectableLedger> => {
    if (language === 'Python') return python.open({ variables: store.variables, owner, aheadMs });
    const database = store.open();
    await makeTables(database);
    const ledger = createSqlLedger({ database, owner, now: () => new Date(Date.now() + aheadMs) });
    closing.push(async () => {
      ledger.stop();
      await database.close();
    });
    return ledger;
  };
  return {
    ledger: await open(first, 'one', 0),
    again: () => open(later, 'two', 0),
    afterCrash: () => open(later, 'three', HOUR_MS),
    close: async () => {
      for (const close of closing) await close();
      store.remove();
    },
  };
}

describe.skipIf(typeof environment === 'string')("the Python agent's ledger", () => {
  const python = startPythonLedgers(typeof environment === 'string' ? '' : environment.python);
  afterAll(async () => {
    await python.close();
    if (withPostgres) await postgres.stop();
  });

  describe('in memory', () => {
    ledgerSuite(
      runner,
      async () => {
        const ledger = await python.open({ owner: 'one', aheadMs: 0 });
        return { ledger, again: async () => ledger, afterCrash: async () => ledger, close: async () => {} };
      },
      { lasting: false },
    );
    setBackSuite(runner, async () => ({
      ledger: await python.open({ owner: 'one', aheadMs: 0 }),
      close: async () => {},
    }));
  });

  const stores = [
    { name: 'over SQLite', store: sqliteStore, skip: false },
    { name: 'over Postgres', store: postgresStore, skip: !withPostgres },
  ];
  const pairs = [
    { first: 'Python', later: 'Python' },
    { first: 'Python', later: 'TypeScript' },
    { first: 'TypeScript', later: 'Python' },
  ] as const;
  for (const { name, store, skip } of stores) {
    for (const pair of pairs) {
      describe.skipIf(skip)(`${name}, begun in ${pair.first} and gone on with in ${pair.later}`, () => {
        const open = async () => underTest(python, await store(), pair);
        ledgerSuite(runner, open, { lasting: true });
        if (pair.first === 'Python' && pair.later === 'Python') setBackSuite(runner, open);
      });
    }
  }

  test.each([['SQLite', sqliteStore] as const, ...(withPostgres ? [['Postgres', postgresStore] as const] : [])])(
    'over %s is read by TypeScript, and the other way round, to the byte',
    async (_, makeStore) => {
      const store = await makeStore();
      const effect = {
        key: 'k1',
        step: 'createIssue',
        path: ['#42', 'ä'],
        server: 'jira',
        tool: 'create_issue',
        args: { title: 'é "\\ \u0000 😀', nested: { b: 1.5, a: [null, true, 1e21, 1] } },
        argsHash: 'ab'.repeat(32),
        effect: 'write',
      } as const;
      const change = {
        state: 'failed',
        error: 'no, „not“ so',
        result: { content: [{ type: 'text', text: 'no\n' }], isError: true },
      } as const;
      const { ledger: ours, again, close } = await underTest(python, store, { first: 'TypeScript', later: 'Python' });
      const theirs = await again();
      for (const [one, other, key] of [
        [ours, theirs, 'from TypeScript'] as const,
        [theirs, ours, 'from Python'] as const,
      ]) {
        await one.claim({ ...effect, key });
        await one.mark(key, change);
        const [seen, written] = [await other.find(key), await one.find(key)];
        expect(JSON.stringify(seen)).toBe(JSON.stringify(written));
        expect(seen).toMatchObject({ ...effect, key, ...change });
      }
      await close();
    },
  );
});
