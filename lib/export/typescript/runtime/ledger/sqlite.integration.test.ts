import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ledgerSuite } from '#core/effects/ledger-suite.ts';
import { setBackSuite } from '#core/effects/set-back-suite.ts';
import { keepMemorySuite } from '#core/keep/keep-memory-suite.ts';
import { memoryUnderTest } from '../keep/keep-memory-under-test.ts';
import { underTest } from './ledger-under-test.ts';
import { openSqliteDatabase } from './sqlite-database.ts';

const runner = { test, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };

function place() {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  return { file: join(folder, 'agent.db'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

describe('the ledger over SQLite', () => {
  const open = async () => {
    const { file, remove } = place();
    return underTest(() => openSqliteDatabase(file), remove);
  };
  ledgerSuite(runner, open, { lasting: true });
  setBackSuite(runner, open);
});

describe('the memory of a control loop over SQLite', () => {
  keepMemorySuite(runner, async () => {
    const { file, remove } = place();
    return memoryUnderTest(() => openSqliteDatabase(file), remove);
  });
});
