import { expect, test } from 'vitest';
import type { Effect, EffectChange } from '#core/effects/ledger.ts';
import { memoryLedger } from '#core/effects/memory-ledger.ts';
import { ToolCallFailure } from '#core/tool/tool-caller.ts';
import { untraced } from '../observe/tracing.ts';
import { silentLog, silentMeter } from '../recorded/silent.ts';
import { readRequest } from '../request.ts';
import { bringAboutBy } from './bring-about.ts';
import { ChangeIsBusy, type ChangeSetup, lookForChange, makeChange } from './change-activities.ts';
import type { RunActivities } from './run-activities.ts';

const EFFECT: Effect = {
  ...{ key: 'create:1', step: 'create', path: [], server: 'tracker', tool: 'create' },
  ...{ args: { title: 'one' }, argsHash: 'h', effect: 'write' },
};
const LOOK = {
  request: readRequest('tracker', 'find', { title: 'one' }),
  match: (answer: { readonly structuredContent?: unknown }) =>
    answer.structuredContent === true ? 'there' : undefined,
};

/** A tracker that counts, a ledger, and the activities of a worker over both. */
function scene() {
  let ticks = 0;
  const now = () => new Date(Date.UTC(2026, 10, 30) + ticks++);
  const world = { stored: 0, looks: 0, losesAnswers: false, longAnswer: false };
  const ledger = memoryLedger(() => now().toISOString());
  const setup: ChangeSetup = {
    ...{
      ledger,
      log: silentLog,
      meter: silentMeter,
      tracing: untraced,
      now,
      milliseconds: () => 0,
      sleep: async () => {},
    },
    approver: { approve: async () => ({ approved: true }) },
    caller: {
      async call(request) {
        if (request.tool === 'find') {
          world.looks += 1;
          return { content: [], structuredContent: world.stored > 0 };
        }
        world.stored += 1;
        if (world.losesAnswers) throw new ToolCallFailure('unknown', request, 'The connection was lost.');
        return { content: [], structuredContent: world.longAnswer ? 'x'.repeat(3_000_000) : 'OPS-1' };
      },
    },
  };
  const activities: Pick<RunActivities, 'lookForChange' | 'makeChange'> = {
    lookForChange: (wanted) => lookForChange(setup, wanted),
    makeChange: (wanted) => makeChange(setup, wanted),
  };
  const told: EffectChange['state'][] = [];
  const tell = (change: EffectChange) => void told.push(change.state);
  return { world, ledger, setup, activities, told, tell };
}

test('a change that Temporal hands out twice is sent once, and both times its answer is the same', async () => {
  const { world, activities } = scene();
  expect(await activities.makeChange({ effect: EFFECT })).toMatchObject({
    changes: [{ state: 'awaiting' }, { state: 'sent' }, { state: 'confirmed', result: { structuredContent: 'OPS-1' } }],
  });
  expect(await activities.makeChange({ effect: EFFECT })).toMatchObject({
    done: { result: { structuredContent: 'OPS-1' } },
  });
  expect(world.stored).toBe(1);
});

test('a change that the world shows is not sent, and a run is told so', async () => {
  const { world, activities, told, tell } = scene();
  world.stored = 1;
  const change = { effect: EFFECT, look: LOOK };
  expect(await bringAboutBy(activities)(change, tell)).toEqual({ how: 'found', data: 'there' });
  expect([world.stored, told]).toEqual([1, ['confirmed']]);
  // The next run goes by the ledger, and does not look.
  expect(await bringAboutBy(activities)(change, tell)).toEqual({ how: 'found', data: 'there' });
  expect(world).toMatchObject({ stored: 1, looks: 1 });
});

test('a change whose answer was lost is looked for before anything is sent again', async () => {
  const { world, activities, tell } = scene();
  world.losesAnswers = true;
  const change = { effect: EFFECT, look: LOOK };
  await expect(bringAboutBy(activities)(change, tell)).rejects.toMatchObject({ kind: 'unsure' });
  world.losesAnswers = false;
  expect(await bringAboutBy(activities)(change, tell)).toEqual({ how: 'found', data: 'there' });
  expect(world.stored).toBe(1);
});

test('a change whose answer was lost and that nothing looks for waits for a person', async () => {
  const { world, activities, tell } = scene();
  world.losesAnswers = true;
  await expect(bringAboutBy(activities)({ effect: EFFECT }, tell)).rejects.toMatchObject({ kind: 'unsure' });
  await expect(bringAboutBy(activities)({ effect: EFFECT }, tell)).rejects.toMatchObject({ kind: 'unsure' });
  expect(world.stored).toBe(1);
});

test('a look that another worker has overtaken decides nothing: it is looked for again', async () => {
  const { world, activities, tell } = scene();
  let overtaken = false;
  const slow: typeof activities = {
    ...activities,
    async lookForChange(wanted) {
      const looked = await activities.lookForChange(wanted);
      if (overtaken) return looked;
      overtaken = true;
      world.losesAnswers = true;
      await activities.makeChange({ effect: EFFECT, seen: { since: null } });
      world.losesAnswers = false;
      return looked;
    },
  };
  expect(await bringAboutBy(slow)({ effect: EFFECT, look: LOOK }, tell)).toEqual({ how: 'found', data: 'there' });
  expect(world).toMatchObject({ stored: 1, looks: 2 });
});

test('a change that another worker holds is tried again, and not taken from it', async () => {
  const { world, activities, ledger } = scene();
  await ledger.claim(EFFECT);
  await expect(activities.makeChange({ effect: EFFECT })).rejects.toBeInstanceOf(ChangeIsBusy);
  await ledger.mark(EFFECT.key, { state: 'sent' });
  const look = { server: 'tracker', tool: 'find', args: {} };
  await expect(activities.lookForChange({ effect: EFFECT, look })).rejects.toBeInstanceOf(ChangeIsBusy);
  expect(world).toMatchObject({ stored: 0, looks: 0 });
});

test('a change that nobody approved is not sent, and says why', async () => {
  const { world, setup, activities, tell } = scene();
  const approver = { approve: async () => ({ approved: false, reason: 'It waits.' }) as const };
  const asking: typeof activities = {
    ...activities,
    makeChange: (wanted) => makeChange({ ...setup, approver }, wanted),
  };
  const refused = bringAboutBy(asking)({ effect: EFFECT }, tell);
  await expect(refused).rejects.toMatchObject({ kind: 'refused', message: 'It waits.' });
  expect(world.stored).toBe(0);
});

test('an answer that is too long for Temporal is said, and the change that was made is not made again', async () => {
  const { world, activities, tell } = scene();
  world.longAnswer = true;
  for (const _ of [1, 2]) {
    await expect(bringAboutBy(activities)({ effect: EFFECT }, tell)).rejects.toThrow('answered with 3.0 MB');
  }
  expect(world.stored).toBe(1);
});
