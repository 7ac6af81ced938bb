import { afterAll, describe, expect, test } from 'vitest';
import { ledgerSuite } from '#core/effects/ledger-suite.ts';
import { startRealPostgres } from '#lib/storage/test/real-postgres.ts';
import { underTest } from './ledger-under-test.ts';
import { openPostgresDatabase } from './postgres-database.ts';

const postgres = await startRealPostgres();
if (typeof postgres === 'string') {
  console.warn(`SKIPPED: the agent's ledger over a real Postgres server was not tested: ${postgres}.`);
  test.skip(`the ledger over Postgres (${postgres})`, () => {});
} else {
  afterAll(() => postgres.stop());
  let count = 0;
  describe('the ledger over Postgres', () => {
    ledgerSuite(
      { test, equal: (actual, expected) => expect(actual).toEqual(expected) },
      async () => {
        count += 1;
        const url = postgres.createDatabase(`ledger_${count}`);
        return underTest(
          () => openPostgresDatabase(url),
          () => {},
        );
      },
      { lasting: true },
    );
  });
}
