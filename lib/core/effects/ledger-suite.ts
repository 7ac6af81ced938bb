import type { Effect, Ledger } from './ledger.ts';

/** What a test runner offers: vitest's and node:test's own functions fit. */
export interface SuiteRunner {
  readonly test: (name: string, run: () => Promise<void>) => void;
  /** Throws where the two are not deeply equal. */
  readonly equal: (actual: unknown, expected: unknown) => void;
}

/** A ledger over one store, and what else can be done with that store. */
export interface LedgerUnderTest {
  readonly ledger: Ledger;
  /** A second ledger over the same store, as another process would open it. */
  readonly again: () => Promise<Ledger>;
  /** As `again`, after whoever held claims has died and its lease has run out. */
  readonly afterCrash: () => Promise<Ledger>;
  readonly close: () => Promise<void>;
}

/**
 * The promises of `Ledger`, as tests that every driver runs. `open` gives a fresh, empty store each time.
 * For the memory ledger `again` and `afterCrash` do not apply; pass `lasting: false`.
 */
export function ledgerSuite(
  runner: SuiteRunner,
  open: () => Promise<LedgerUnderTest>,
  options: { readonly lasting: boolean },
): void {
  const { test, equal } = runner;
  const on = (name: string, run: (under: LedgerUnderTest) => Promise<void>) =>
    test(name, async () => {
      const under = await open();
      try {
        await run(under);
      } finally {
        await under.close();
      }
    });

  on('a new effect is claimed and can be read back whole', async ({ ledger }) => {
    equal(await ledger.find('k1'), null);
    equal(await ledger.claim(effectOf('k1')), { outcome: 'claimed' });
    const record = await ledger.find('k1');
    equal({ ...record, updatedAt: '' }, { ...effectOf('k1'), state: 'claimed', attempts: 1, updatedAt: '' });
    equal(Number.isNaN(Date.parse(record?.updatedAt ?? '')), false);
  });

  on('of many claims at once one wins and the others are busy', async ({ ledger }) => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => ledger.claim(effectOf('k1'))));
    equal(outcomes.map((claim) => claim.outcome).sort(), [...Array.from({ length: 7 }, () => 'busy'), 'claimed']);
  });

  on('a confirmed effect is done for ever, with its answer byte for byte', async ({ ledger }) => {
    await ledger.claim(effectOf('k1'));
    await ledger.mark('k1', { state: 'sent' });
    const result = {
      content: [{ type: 'text' as const, text: 'é "\\ \u0000 😀' }],
      structuredContent: { b: 1, a: [null] },
    };
    await ledger.mark('k1', { state: 'confirmed', how: 'created', result });
    const claim = await ledger.claim(effectOf('k1'));
    equal(claim.outcome, 'done');
    const record = 'record' in claim ? claim.record : undefined;
    equal(record?.state, 'confirmed');
    equal(record?.how, 'created');
    equal(JSON.stringify(record?.result), JSON.stringify(result));
  });

  on('a cleanly failed effect may be tried again and counts its attempts', async ({ ledger }) => {
    await ledger.claim(effectOf('k1'));
    await ledger.mark('k1', { state: 'failed', error: 'no such project' });
    equal((await ledger.find('k1'))?.error, 'no such project');
    equal((await ledger.claim(effectOf('k1'))).outcome, 'retry');
    equal((await ledger.find('k1'))?.attempts, 2);
  });

  on('an effect whose answer was lost is unsure', async ({ ledger }) => {
    await ledger.claim(effectOf('k1'));
    await ledger.mark('k1', { state: 'sent' });
    await ledger.mark('k1', { state: 'unknown', error: 'connection lost' });
    const claim = await ledger.claim(effectOf('k1'));
    equal(claim.outcome, 'unsure');
    equal('record' in claim ? claim.record.error : undefined, 'connection lost');
  });

  on('effects are listed in the order in which they were first claimed', async ({ ledger }) => {
    for (const key of ['b', 'a', 'c']) await ledger.claim(effectOf(key));
    await ledger.mark('b', { state: 'failed' });
    equal(
      (await ledger.list()).map((record) => record.key),
      ['b', 'a', 'c'],
    );
  });

  on('marking an effect that nobody claimed is refused', async ({ ledger }) => {
    const outcome = await ledger.mark('nobody', { state: 'sent' }).then(
      () => 'accepted',
      () => 'refused',
    );
    equal(outcome, 'refused');
  });

  if (!options.lasting) return;

  on('another process sees what was committed', async ({ ledger, again }) => {
    await ledger.claim(effectOf('k1'));
    await ledger.mark('k1', { state: 'confirmed', how: 'created' });
    const other = await again();
    equal((await other.claim(effectOf('k1'))).outcome, 'done');
  });

  on('another process cannot take an effect that is being worked on', async ({ ledger, again }) => {
    await ledger.claim(effectOf('k1'));
    const other = await again();
    equal((await other.claim(effectOf('k1'))).outcome, 'busy');
  });

  on('after a crash before sending, the effect is tried again', async ({ ledger, afterCrash }) => {
    await ledger.claim(effectOf('k1'));
    await ledger.mark('k1', { state: 'awaiting' });
    const other = await afterCrash();
    equal((await other.claim(effectOf('k1'))).outcome, 'retry');
  });

  on('after a crash while sending, the effect is unsure', async ({ ledger, afterCrash }) => {
    await ledger.claim(effectOf('k1'));
    await ledger.mark('k1', { state: 'sent' });
    const other = await afterCrash();
    equal((await other.claim(effectOf('k1'))).outcome, 'unsure');
  });
}

function effectOf(key: string): Effect {
  return {
    key,
    step: 'createIssue',
    path: ['#42'],
    server: 'jira',
    tool: 'create_issue',
    args: { title: 'Memory leak', labels: ['bug'] },
    argsHash: 'ab'.repeat(32),
    effect: 'write',
  };
}
