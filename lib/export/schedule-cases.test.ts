import { Cron } from 'croner';
import { expect, test } from 'vitest';
// The Python agent runs the same table.
import cases from './test/schedule-cases.json' with { type: 'json' };
import { openSqliteDatabase } from './typescript/runtime/ledger/sqlite-database.ts';
import { makeTables } from './typescript/runtime/ledger/tables.ts';
import { createDeliveryQueue } from './typescript/runtime/trigger/delivery-queue.ts';
import { keepSchedule } from './typescript/runtime/trigger/keep-schedule.ts';
import { lastSlot, offerSlots, slotId } from './typescript/runtime/trigger/offer-slots.ts';

interface ScheduleCase {
  readonly title: string;
  readonly cron: string;
  readonly mode: string;
  readonly graceSeconds: number;
  /** The last slot that the database knows. */
  readonly last: string | null;
  /** What the clock shows, look after look. */
  readonly clock: readonly string[];
  /** When a run ends that has begun before; at once where absent. */
  readonly endsAt?: string;
  readonly gives: readonly string[];
}

const at = (time: string) => new Date(`2026-11-30T${time}Z`);
const short = (date: Date | string) => new Date(date).toISOString().slice(11, 16);

for (const example of cases as readonly ScheduleCase[]) {
  test(example.title, async () => {
    expect(await whatBecomes(example)).toEqual(example.gives);
  });
}

async function whatBecomes({ cron, mode, graceSeconds, last, clock, endsAt }: ScheduleCase): Promise<string[]> {
  const looks = clock.map(at);
  let now = looks[0] ?? new Date();
  const database = openSqliteDatabase(':memory:');
  await makeTables(database);
  const queue = createDeliveryQueue({ database, owner: 'one', now: () => now });
  if (last !== null) await queue.skip(slotId(at(last)), 'before');
  const stop = new AbortController();
  const events: string[] = [];
  const schedule = new Cron(cron, { timezone: 'UTC', paused: true });
  const endRuns = async () => {
    if (endsAt === undefined || now >= at(endsAt)) {
      for (let run = await queue.take(); run !== null; run = await queue.take())
        await queue.end(run.id, { state: 'done' });
    }
  };
  let look = 0;
  await keepSchedule({
    next: (after) => schedule.nextRun(after),
    last: await lastSlot(queue, now),
    missedRuns: { mode: mode === 'skip' ? 'skip' : 'once', graceMs: graceSeconds * 1000 },
    signal: stop.signal,
    clock: {
      now: () => now,
      async sleep() {
        look += 1;
        now = looks[look] ?? now;
        if (look >= looks.length) stop.abort();
        await endRuns();
      },
    },
    async onDue(due) {
      let missed = '';
      const { missed: slots, run } = due;
      await offerSlots(due, {
        queue,
        count: (outcome, count) => {
          if (outcome !== 'missed') events.push(`${short(run ?? '')} ${outcome}`);
          else missed = `missed ${count} from ${short(slots[0] ?? '')} to ${short(slots.at(-1) ?? '')}`;
          if (missed !== '') events.push(missed);
          missed = '';
        },
        log: { debug() {}, info() {}, warn() {}, error() {} },
      });
      await endRuns();
    },
  });
  await database.close();
  return events;
}
