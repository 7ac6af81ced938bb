import { afterAll, describe, expect, test } from 'vitest';
import { ledgerSuite } from '#core/effects/ledger-suite.ts';
import { setBackSuite } from '#core/effects/set-back-suite.ts';
import { keepMemorySuite } from '#core/keep/keep-memory-suite.ts';
import { startRealPostgres } from '#lib/storage/test/real-postgres.ts';
import { memoryUnderTest } from '../keep/keep-memory-under-test.ts';
import { underTest } from './ledger-under-test.ts';
import { openPostgresDatabase } from './postgres-database.ts';

const postgres = await startRealPostgres();
if (typeof postgres === 'string') {
  console.warn(`SKIPPED: the agent's ledger over a real Postgres server was not tested: ${postgres}.`);
  test.skip(`the ledger over Postgres (${postgres})`, () => {});
} else {
  afterAll(() => postgres.stop());
  let count = 0;
  const runner = { test, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };
  const place = () => {
    count += 1;
    return postgres.createDatabase(`ledger_${count}`);
  };
  describe('the ledger over Postgres', () => {
    const open = async () => {
      const url = place();
      return underTest(
        () => openPostgresDatabase(url),
        () => {},
      );
    };
    ledgerSuite(runner, open, { lasting: true });
    setBackSuite(runner, open);
  });
  describe('the memory of a control loop over Postgres', () => {
    keepMemorySuite(runner, async () => {
      const url = place();
      return memoryUnderTest(
        () => openPostgresDatabase(url),
        () => {},
      );
    });
  });
}
