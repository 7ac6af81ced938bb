import type { CorrectableLedger, Effect, EffectRecord } from './ledger.ts';
import type { SuiteRunner } from './ledger-suite.ts';

/** The promises of `CorrectableLedger`, as tests that every driver runs. `open` gives a fresh, empty store each time. */
export function setBackSuite(
  { test, equal }: SuiteRunner,
  open: () => Promise<{ readonly ledger: CorrectableLedger; readonly close: () => Promise<void> }>,
): void {
  const on = (name: string, run: (ledger: CorrectableLedger) => Promise<void>) =>
    test(name, async () => {
      const { ledger, close } = await open();
      try {
        await run(ledger);
      } finally {
        await close();
      }
    });

  on('an effect that no longer holds can be brought about again, and says why', async (ledger) => {
    const seen = await confirmed(ledger);
    equal(await ledger.setBack(seen, 'It was deleted.'), true);
    const record = await ledger.find('k1');
    equal([record?.state, record?.error, record?.result], ['failed', 'It was deleted.', undefined]);
    equal(await ledger.claim(effect), { outcome: 'retry' });
  });

  on('of several that saw the same record one sets it back', async (ledger) => {
    const seen = await confirmed(ledger);
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => ledger.setBack(seen, 'It was deleted.')));
    equal(outcomes.filter(Boolean).length, 1);
  });

  on('what was made again after somebody looked is not set back', async (ledger) => {
    const seen = await confirmed(ledger);
    await ledger.setBack(seen, 'It was deleted.');
    await ledger.claim(effect);
    await ledger.mark('k1', { state: 'confirmed', how: 'created', result: { content: [] } });
    equal(await ledger.setBack(seen, 'It was deleted.'), false);
    equal((await ledger.claim(effect)).outcome, 'done');
  });

  on('what may have been sent is never set back', async (ledger) => {
    await ledger.claim(effect);
    await ledger.mark('k1', { state: 'unknown', error: 'The answer was lost.' });
    const record = await ledger.find('k1');
    equal(record !== null && (await ledger.setBack(record, 'It was deleted.')), false);
    equal((await ledger.find('k1'))?.state, 'unknown');
  });
}

async function confirmed(ledger: CorrectableLedger): Promise<EffectRecord> {
  await ledger.claim(effect);
  await ledger.mark('k1', { state: 'confirmed', how: 'created', result: { content: [] } });
  const record = await ledger.find('k1');
  if (!record) throw new Error('What was confirmed cannot be found.');
  return record;
}

const effect: Effect = {
  key: 'k1',
  step: 'createIssue',
  path: [],
  server: 'jira',
  tool: 'create_issue',
  args: { title: 'Memory leak' },
  argsHash: 'ab'.repeat(32),
  effect: 'write',
};
