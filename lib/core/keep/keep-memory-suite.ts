import type { SuiteRunner } from '../effects/ledger-suite.ts';
import type { KeepMemory } from './keep-memory.ts';
import { FRESH_KEEP_STATE, type KeepState } from './keep-state.ts';

/** A memory over one store, and what else can be done with that store. */
export interface KeepMemoryUnderTest {
  readonly memory: KeepMemory;
  /** As another process would open it. */
  readonly again: () => Promise<KeepMemory>;
  /** As `again`, after whoever led has died and its lease has run out. */
  readonly afterCrash: () => Promise<KeepMemory>;
  readonly close: () => Promise<void>;
}

/** The promises of `KeepMemory`, as tests that every driver runs. `open` gives a fresh, empty store each time. */
export function keepMemorySuite(runner: SuiteRunner, open: () => Promise<KeepMemoryUnderTest>): void {
  const { test, equal } = runner;
  const on = (name: string, run: (under: KeepMemoryUnderTest) => Promise<void>) =>
    test(name, async () => {
      const under = await open();
      try {
        await run(under);
      } finally {
        await under.close();
      }
    });

  on('an empty memory remembers nothing', async ({ memory }) => {
    equal(await memory.read(), FRESH_KEEP_STATE);
  });

  on('of many that want the lead one gets it, and keeps it', async ({ memory, again }) => {
    const all = [memory, await again(), await again(), await again()];
    const led = await Promise.all(all.map((one) => one.lead()));
    equal(led.filter(Boolean).length, 1);
    equal(await Promise.all(all.map((one) => one.lead())), led);
    for (const one of all) await one.resign();
  });

  on('what the leader writes is what everybody reads', async ({ memory, again }) => {
    await memory.lead();
    await memory.write(STATE);
    equal(await (await again()).read(), STATE);
    await memory.resign();
  });

  on('who does not lead cannot write', async ({ memory, again }) => {
    const other = await again();
    await memory.lead();
    const outcome = await other.write(STATE).then(
      () => 'written',
      (reason: Error) => reason.name,
    );
    equal(outcome, 'LostLead');
    equal(await memory.read(), FRESH_KEEP_STATE);
    await memory.resign();
  });

  on('the lead that is given up is free at once, and what was remembered stays', async ({ memory, again }) => {
    await memory.lead();
    await memory.write(STATE);
    await memory.resign();
    const other = await again();
    equal(await other.lead(), true);
    equal(await other.read(), STATE);
    await other.resign();
  });

  on('the lead of one that died goes to another, and is lost to it', async ({ memory, afterCrash }) => {
    await memory.lead();
    const other = await afterCrash();
    equal(await other.lead(), true);
    equal(await memory.lead(), false);
    await other.resign();
  });
}

const STATE: KeepState = {
  items: { 'create:1': { attempts: 2, nextAt: '2026-11-21T09:00:30.000Z', error: 'é "\\ 😀' } },
  conditions: [{ type: 'Ready', holds: false, reason: 'NotAsWanted', message: '…', since: '2026-11-21T09:00:00.000Z' }],
  passes: 7,
  lastSuccessAt: '2026-11-20T09:00:00.000Z',
};
