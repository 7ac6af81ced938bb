import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ledgerSuite } from '#core/effects/ledger-suite.ts';
import { underTest } from './ledger-under-test.ts';
import { openSqliteDatabase } from './sqlite-database.ts';

const runner = { test, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };

describe('the ledger over SQLite', () => {
  ledgerSuite(
    runner,
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
      return underTest(
        () => openSqliteDatabase(join(folder, 'agent.db')),
        () => rmSync(folder, { recursive: true, force: true }),
      );
    },
    { lasting: true },
  );
});
