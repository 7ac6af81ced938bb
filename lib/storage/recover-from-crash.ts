import type { Database } from './database.ts';
import { endForeignLeases } from './ledger.ts';
import type { RunStore } from './runs.ts';
import type { TraceStore } from './traces.ts';

/**
 * Ends what the last process left open, and says what is known of it: a call that had not been sent is `not-sent`, one
 * that had is `unknown`. A run that waits for a person's word waits on: no process was at it. Nothing is sent again here,
 * and nothing that is over is touched.
 */
export async function recoverFromCrash(options: {
  readonly database: Database;
  readonly process: string;
  readonly runs: RunStore;
  readonly traces: TraceStore;
}): Promise<void> {
  const { database, runs, traces } = options;
  const calls = await database.call.findMany({
    where: { state: { not: 'ended' } },
    select: { prototypeId: true, id: true, state: true },
    orderBy: { started: 'asc' },
  });
  for (const { prototypeId, id, state } of calls) {
    await traces.finish(prototypeId, id, {
      durationMs: 0,
      outcome:
        state === 'running'
          ? {
              status: 'failed',
              kind: 'unknown',
              message: 'The studio ended while the answer was awaited. The tool may have run.',
            }
          : { status: 'failed', kind: 'not-sent', message: 'The studio ended before this call was sent.' },
    });
  }
  await database.approval.updateMany({
    where: { state: 'open' },
    data: { state: 'lapsed', reason: 'The studio was restarted.', settledAt: new Date() },
  });
  const open = await database.run.findMany({
    where: { status: 'running' },
    select: { id: true },
  });
  for (const { id } of open) {
    await runs.update(id, {
      status: 'stopped',
      error: 'The studio ended during this run. Resume it: effects that are done are not done again.',
      endedAt: new Date().toISOString(),
    });
  }
  await endForeignLeases(database, options.process);
  // Whoever led is gone; what was switched on only until the studio ends has ended.
  await database.keeper.updateMany({ data: { leaseUntil: new Date() } });
  await database.keeper.updateMany({ where: { switch: 'on' }, data: { switch: 'off' } });
}
