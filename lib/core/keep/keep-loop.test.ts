import { expect, test } from 'vitest';
import { keepLoop } from './keep-loop.ts';
import { type KeepMemory, LostLead, processKeepMemory } from './keep-memory.ts';
import type { KeepReport } from './keep-report.ts';

const NOTHING: KeepReport = { mode: 'apply', at: '', items: [], drift: 0, failing: 0, others: 0 };

/** A loop whose clock only its pauses move; it ends after so many of them. */
async function looped(options: {
  readonly pauses: number;
  readonly pass?: () => Promise<KeepReport>;
  readonly memory?: KeepMemory;
  readonly random?: () => number;
}) {
  let time = Date.parse('2026-11-21T09:00:00.000Z');
  const pauses: number[] = [];
  const heard: string[] = [];
  const ending = new AbortController();
  const memory = options.memory ?? processKeepMemory();
  await keepLoop({
    pass: options.pass ?? (async () => NOTHING),
    memory,
    everyMs: 60_000,
    signal: ending.signal,
    now: () => new Date(time).toISOString(),
    random: options.random ?? (() => 0.5),
    sleep: async (milliseconds) => {
      pauses.push(milliseconds);
      time += milliseconds;
      if (pauses.length === options.pauses) ending.abort();
    },
    onReport: () => heard.push('report'),
    onStandby: () => heard.push('standby'),
    onFailure: () => heard.push('failure'),
  });
  return { pauses, heard, memory };
}

test('passes come at their pace, a tenth earlier or later so that many loops spread', async () => {
  expect((await looped({ pauses: 2 })).pauses).toEqual([60_000, 60_000]);
  expect((await looped({ pauses: 1, random: () => 0 })).pauses).toEqual([54_000]);
  expect((await looped({ pauses: 1, random: () => 1 })).pauses).toEqual([66_000]);
});

test('a pass that breaks is told and remembered, and the next one comes all the same', async () => {
  let passes = 0;
  const { heard, memory } = await looped({
    pauses: 2,
    pass: async () => {
      passes += 1;
      if (passes === 2) throw new Error('The database went away.');
      return NOTHING;
    },
  });
  expect(heard).toEqual(['report', 'failure']);
  expect((await memory.read()).conditions.find(({ type }) => type === 'Failing')).toMatchObject({
    holds: true,
    message: 'The database went away.',
  });
});

test('who does not lead passes nothing, looks again soon, and takes over when the lead is free', async () => {
  const answers = [false, false, true];
  const memory = { ...processKeepMemory(), lead: async () => answers.shift() ?? true };
  const { heard, pauses } = await looped({ pauses: 3, memory });
  expect(heard).toEqual(['standby', 'standby', 'report']);
  expect(pauses).toEqual([10_000, 10_000, 60_000]);
});

test('who loses the lead in mid-pass stands by', async () => {
  const { heard } = await looped({ pauses: 1, pass: () => Promise.reject(new LostLead('Another leads.')) });
  expect(heard).toEqual(['standby']);
});

test('a loop to which nobody listens passes all the same', async () => {
  const ending = new AbortController();
  let passes = 0;
  await keepLoop({
    pass: async () => {
      passes += 1;
      return NOTHING;
    },
    memory: processKeepMemory(),
    everyMs: 60_000,
    signal: ending.signal,
    now: () => '2026-11-21T09:00:00.000Z',
    random: () => 0.5,
    sleep: async () => ending.abort(),
  });
  expect(passes).toBe(1);
});
