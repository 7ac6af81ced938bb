import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ledgerSuite } from '#core/effects/ledger-suite.ts';
import { openLedger } from './ledger-file.ts';

describe('the ledger in a file', () => {
  ledgerSuite(
    { test, equal: (actual, expected) => expect(actual).toEqual(expected) },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'tracewright-ledger-'));
      const file = join(folder, 'ledger.db');
      // A minute is longer than any lease.
      let later = 0;
      const open = () => openLedger(file, () => new Date(Date.now() + later));
      const opened = [await open()];
      const again = async () => {
        const ledger = await open();
        opened.push(ledger);
        return ledger;
      };
      const [ledger] = opened;
      if (!ledger) throw new Error('A ledger was opened.');
      return {
        ledger,
        again,
        afterCrash: async () => {
          later += 60_000;
          return again();
        },
        close: async () => {
          for (const each of opened) await each.close();
          rmSync(folder, { recursive: true });
        },
      };
    },
    { lasting: true },
  );

  test('says in one line where a file is no ledger', async () => {
    await expect(openLedger(tmpdir())).rejects.toThrow('cannot be used as a ledger');
  });
});
