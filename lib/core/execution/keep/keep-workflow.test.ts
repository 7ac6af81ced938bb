import { describe, expect, test } from 'vitest';
import { memoryLedger } from '../../effects/memory-ledger.ts';
import { processKeepMemory } from '../../keep/keep-memory.ts';
import { byGet, bySearch, keptTracker, removing, ticketWorkflow, told } from '../testing/kept-tracker.ts';
import { get, no, read, value } from '../testing/run-in-world.ts';

const LEAKS = ['Leak 1', 'Leak 2', 'Leak 3'];

describe.each([
  ['a search', bySearch],
  ['a look at each item', byGet],
])('keeping by %s', (_, rule) => {
  test('makes what is missing, then leaves everything alone', async () => {
    const world = keptTracker(rule);
    expect(told(await world.pass())).toEqual(LEAKS.map(() => 'new create done'));
    expect(world.titles()).toEqual(LEAKS);
    const writes = world.writes().length;
    const report = await world.pass();
    expect(told(report)).toEqual(LEAKS.map(() => 'same none'));
    expect(report).toMatchObject({ drift: 0, failing: 0, others: 0 });
    expect(world.writes()).toHaveLength(writes);
  });

  test('heals what was deleted and what was changed, with what depends on it, and nothing else', async () => {
    const world = keptTracker(rule);
    await world.pass();
    const before = world.writes().length;
    world.tickets.splice(1, 1);
    Object.assign(world.tickets[1] ?? {}, { title: 'Somebody was here' });
    expect(told(await world.pass())).toEqual(['same none', 'missing create done', 'changed change done']);
    expect(world.titles()).toEqual(LEAKS);
    expect(world.writes().slice(before)).toEqual(['update', 'create', 'comment']);
    expect(world.madeBy('update')).toEqual([{ key: 'T-3', title: 'Leak 3', description: 'Pull request #3' }]);
    expect(world.madeBy('comment').at(-1)).toEqual({ on: 2, ticket: 'T-4' });
    expect(told(await world.pass())).toEqual(LEAKS.map(() => 'same none'));
  });

  test('brings the same field back each time that it is changed', async () => {
    const world = keptTracker(rule);
    await world.pass();
    for (const title of ['Once', 'Once', 'Twice']) {
      Object.assign(world.tickets[0] ?? {}, { title });
      await world.pass();
      expect(world.titles()).toEqual(LEAKS);
      await world.pass();
    }
    expect(world.madeBy('update')).toHaveLength(3);
  });

  test('a plan says what it would do and does nothing', async () => {
    const world = keptTracker(rule);
    await world.pass();
    world.tickets.splice(0, 1);
    const before = world.writes().length;
    expect(told(await world.pass({ mode: 'plan' }))).toEqual(['missing create', 'same none', 'same none']);
    expect(world.writes()).toHaveLength(before);
    expect(told(await world.pass())).toEqual(['missing create done', 'same none', 'same none']);
  });

  test('a server that cannot be seen into is no reason to make anything again', async () => {
    const world = keptTracker(rule);
    await world.pass();
    const before = world.writes().length;
    world.faults.before = (tool) => (tool === 'search' || tool === 'get' ? no('403: forbidden') : undefined);
    const report = await world.pass();
    expect(told(report)).toEqual(LEAKS.map(() => 'hidden leave'));
    expect(report.failing).toBe(3);
    expect(world.writes()).toHaveLength(before);
  });
});

describe('a ledger that was lost', () => {
  test('is written anew from what is there, and nothing is made twice', async () => {
    const world = keptTracker(bySearch);
    await world.pass();
    const lost = { ledger: memoryLedger(world.now), memory: processKeepMemory() };
    expect(told(await world.pass(lost))).toEqual(LEAKS.map(() => 'stray adopt done'));
    expect(world.titles()).toEqual(LEAKS);
    expect(told(await world.pass(lost))).toEqual(LEAKS.map(() => 'same none'));
    expect(world.madeBy('create')).toHaveLength(3);
  });

  test('and a field that was changed meanwhile: found by its key, and brought back in the same pass', async () => {
    const world = keptTracker(bySearch);
    await world.pass();
    Object.assign(world.tickets[2] ?? {}, { title: 'Somebody was here' });
    await world.pass({ ledger: memoryLedger(world.now), memory: processKeepMemory() });
    expect(world.titles()).toEqual(LEAKS);
    expect(world.madeBy('create')).toHaveLength(3);
  });
});

describe('a search that lags', () => {
  const settling = { ...bySearch, settleMs: 60_000 };

  test('is given time before something counts as missing', async () => {
    const world = keptTracker(settling);
    world.faults.index = [];
    await world.pass();
    world.wait(30_000);
    const report = await world.pass();
    expect(told(report)).toEqual(LEAKS.map(() => 'settling wait'));
    expect(report.drift).toBe(0);
    expect(world.madeBy('create')).toHaveLength(3);
    delete world.faults.index;
    world.wait(60_000);
    expect(told(await world.pass())).toEqual(LEAKS.map(() => 'same none'));
  });

  test('and not for ever', async () => {
    const world = keptTracker(settling);
    await world.pass();
    world.tickets.length = 0;
    world.wait(61_000);
    expect(told(await world.pass())).toEqual(LEAKS.map(() => 'missing create done'));
    expect(world.titles()).toEqual(LEAKS);
  });

  test('an old title in the index is not changed back again while it settles', async () => {
    const world = keptTracker(settling);
    await world.pass();
    world.wait(61_000);
    Object.assign(world.tickets[0] ?? {}, { title: 'Somebody was here' });
    world.faults.index = structuredClone(world.tickets);
    await world.pass();
    expect(told(await world.pass())).toEqual(['settling wait', 'same none', 'same none']);
    expect(world.madeBy('update')).toHaveLength(1);
  });

  test('with a tool that shows one item, that one is asked before anything counts as missing', async () => {
    const { see } = bySearch;
    const world = keptTracker(
      see.by === 'search' && byGet.see.by === 'get' ? { ...bySearch, see: { ...see, get: byGet.see.call } } : bySearch,
    );
    await world.pass();
    world.faults.index = world.tickets.slice(0, 1);
    world.tickets.splice(1, 1);
    expect(told(await world.pass())).toEqual(['same none', 'missing create done', 'same none']);
    expect(world.titles()).toEqual(LEAKS);
  });
});

describe('what is no longer wanted', () => {
  test('stays where the user did not say to remove it', async () => {
    const world = keptTracker(bySearch);
    await world.pass();
    world.pulls.splice(1, 1);
    const report = await world.pass();
    expect(told(report)).toEqual(['same none', 'same none', 'orphan leave']);
    expect(report.drift).toBe(0);
    expect(world.titles()).toEqual(LEAKS);
  });

  test('is removed where the user said so, and made again when it is wanted again', async () => {
    const world = keptTracker(removing);
    await world.pass();
    const [gone] = world.pulls.splice(1, 1);
    expect(told(await world.pass())).toEqual(['same none', 'same none', 'orphan remove done']);
    expect(world.titles()).toEqual(['Leak 1', 'Leak 3']);
    expect(told(await world.pass())).toEqual(['same none', 'same none']);
    if (gone) world.pulls.push(gone);
    await world.pass();
    expect(world.titles()).toEqual(LEAKS);
    expect(world.madeBy('delete')).toEqual([{ key: 'T-2' }]);
  });

  test('is never what somebody else made', async () => {
    const world = keptTracker(removing);
    world.tickets.push({ key: 'X-1', title: 'Leak 1', description: 'Pull request #1' });
    await world.pass();
    world.pulls.splice(0, 1);
    await world.pass();
    expect(world.titles()).toEqual(LEAKS);
    expect(world.madeBy('delete')).toEqual([]);
  });

  test('is nothing while the source shows nothing at all or fails half-way', async () => {
    const world = keptTracker(removing);
    await world.pass();
    const all = world.pulls.splice(0);
    expect(told(await world.pass())).toEqual(LEAKS.map(() => 'orphan leave'));
    world.pulls.push(...all.slice(0, 1));
    world.faults.before = (tool) => (tool === 'pulls' ? no('rate limit') : undefined);
    await world.pass();
    expect(world.titles()).toEqual(LEAKS);
  });

  test('is not the item that was adopted for something wanted', async () => {
    const world = keptTracker(removing);
    await world.pass();
    Object.assign(world.pulls[0] ?? {}, { title: 'Leak 1, renamed' });
    await world.pass();
    expect(world.titles()).toEqual(['Leak 1, renamed', 'Leak 2', 'Leak 3']);
    expect(world.madeBy('create')).toHaveLength(3);
    expect(world.madeBy('delete')).toEqual([]);
  });
});

describe('what went wrong', () => {
  test('a lost answer is looked for, and found', async () => {
    const world = keptTracker(bySearch);
    world.faults.after = (tool, args) => {
      if (tool === 'create' && args.title === 'Leak 2') world.lose({ tool, args });
    };
    expect(told(await world.pass())[1]).toBe('new create failed');
    delete world.faults.after;
    expect(told(await world.pass())[1]).toBe('stray adopt done');
    expect(world.titles()).toEqual(LEAKS);
  });

  test('a lost answer of which nothing is to be seen stops its item, asks, and holds up no other', async () => {
    const world = keptTracker(bySearch);
    world.faults.before = (tool, args) =>
      tool === 'create' && args.title === 'Leak 1' ? world.lose({ tool, args }) : undefined;
    await world.pass();
    delete world.faults.before;
    world.tickets.length = 0;
    world.wait(3_600_000);
    const report = await world.pass();
    expect(told(report)[0]).toBe('unknown ask');
    expect(world.titles()).toEqual(['Leak 2', 'Leak 3']);
    expect(report.failing).toBe(1);
  });

  test('an item that fails is tried again later, each time after a longer pause, and the others go on', async () => {
    const world = keptTracker(bySearch);
    world.faults.before = (tool, args) =>
      tool === 'create' && args.title === 'Leak 2' ? no('The project is full.') : undefined;
    const first = await world.pass();
    expect(told(first)).toEqual(['new create done', 'new create failed', 'new create done']);
    expect(first.items[1]?.error).toContain('The project is full.');
    const attempts = () => world.calls.filter(({ tool, args }) => tool === 'create' && args.title === 'Leak 2').length;
    const tries: number[] = [];
    for (let second = 0; second < 300; second += 10) {
      world.wait(10_000);
      const before = attempts();
      await world.pass();
      if (attempts() > before) tries.push(second + 10);
    }
    expect(tries).toEqual([30, 90, 210]);
    const state = await world.memory.read();
    expect(state.conditions.filter(({ holds }) => holds).map(({ type }) => type)).toEqual(['Drifted', 'Failing']);
    delete world.faults.before;
    world.wait(3_600_000);
    await world.pass();
    expect(world.titles()).toEqual(LEAKS);
    await world.pass();
    const after = await world.memory.read();
    expect(after.conditions.filter(({ holds }) => holds).map(({ type }) => type)).toEqual(['Ready']);
    expect(after.lastSuccessAt).toBe(world.now());
  });

  test('a pass runs the workflow only where it can do something', async () => {
    const world = keptTracker(bySearch);
    world.faults.before = (tool, args) =>
      tool === 'create' && args.title === 'Leak 2' ? no('The project is full.') : undefined;
    await world.pass();
    const reads = () => world.calls.filter(({ tool }) => tool === 'pulls').length;
    const before = reads();
    // What depends on the ticket that waits cannot be made either.
    expect(told(await world.pass())).toEqual(['same none', 'new wait', 'same none']);
    expect(reads()).toBe(before + 1);
    delete world.faults.before;
    world.wait(30_000);
    await world.pass();
    expect(reads()).toBe(before + 3);
  });

  test('a plan that stumbles over what is gone does not fail the pass that heals it', async () => {
    const [pulls, loop] = ticketWorkflow(bySearch).body;
    if (!pulls || loop?.do !== 'forEach') throw new Error('It has another shape.');
    const look = read('look', 'get', { key: get(value('create'), 'key') });
    const workflow = {
      ...ticketWorkflow(bySearch),
      body: [pulls, { ...loop, body: [...loop.body.slice(0, 1), look, ...loop.body.slice(1)] }],
    };
    const world = keptTracker(bySearch, { workflow });
    await world.pass();
    world.tickets.splice(0, 1);
    const report = await world.pass();
    expect(told(report)).toEqual(['missing create done', 'same none', 'same none']);
    expect(report.error).toBeUndefined();
    expect(world.titles()).toEqual(LEAKS);
  });

  test('two passes at once make and change everything once', async () => {
    const world = keptTracker(bySearch);
    const twice = () => Promise.all([world.pass(), world.pass({ memory: processKeepMemory() })]);
    await twice();
    expect(world.titles()).toEqual(LEAKS);
    world.tickets.splice(0, 2);
    Object.assign(world.tickets[0] ?? {}, { title: 'Somebody was here' });
    await twice();
    expect(world.titles()).toEqual(LEAKS);
    expect(world.madeBy('update')).toHaveLength(1);
    expect(world.madeBy('create')).toHaveLength(5);
  });
});
