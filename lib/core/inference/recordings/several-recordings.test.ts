import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../json/json.ts';
import type { Trace } from '../../trace/trace.ts';
import { inferWorkflow } from '../infer-workflow.ts';
import { proveWorkflow } from '../prove-workflow.ts';
import { showWorkflow } from '../testing/show-workflow.ts';
import { record, replay, runIn, type SmallWorld } from '../testing/small-world.ts';

type Item = { readonly [key: string]: Json };

function store(items: readonly Item[], extra: SmallWorld = {}): SmallWorld {
  return {
    'store/list_items': { run: () => items },
    'store/get_owner': { run: ({ id }) => ({ id: id ?? null, mail: `${String(id)}@x.io` }) },
    'board/post_entry': { run: () => ({ ok: true }) },
    'board/add_flag': { run: () => ({ ok: true }) },
    ...extra,
  };
}

/** The workflow of several recordings, what is asked, and what the ladder says of each. */
async function learn(...traces: readonly Trace[]) {
  const result = inferWorkflow({ traces });
  const { proof } = await proveWorkflow({ result, traces, runner: replay });
  return {
    ...result,
    shown: showWorkflow(result.workflow),
    inputs: (result.workflow?.inputs ?? []).map(({ name, default: value }) => [name, value]),
    asked: result.questions.map(({ text }) => text),
    replays: proof.checks
      .filter(({ name }) => name.startsWith('replay'))
      .map(({ name, status }) => `${name} ${status}`),
    failed: proof.checks.filter(({ status }) => status === 'failed').map(({ name, detail }) => `${name}: ${detail}`),
  };
}

describe('two recordings of one job', () => {
  test('tell apart two members that held the same in one of them', async () => {
    const job = async (shelf: string, row: string) =>
      record('Post the place of the item a1x on the board.', store([{ id: 'a1x', shelf, row }]), async (call) => {
        await call('store/list_items');
        await call('board/post_entry', { place: row });
      });
    const one = await learn(await job('north', 'north'));
    expect(one.asked.length + (one.shown.includes('.row') ? 0 : 1)).toBeGreaterThan(0);
    const two = await learn(await job('north', 'north'), await job('west', 'east'));
    expect(two.shown).toContain('.row');
    expect(two.asked).toEqual([]);
    expect(two.replays).toEqual(['replay 1 passed', 'replay 2 passed']);
  });

  test('give inputs that were others in each, with the first as default', async () => {
    const items = [
      { id: 'a1x', title: 'Memory leak in cache', size: 4 },
      { id: 'b2y', title: 'Login crash', size: 9 },
      { id: 'c3z', title: 'Crash of the parser', size: 2 },
    ];
    const job = async (phrase: string, board: string, ids: readonly string[]) =>
      record(
        `For each item whose title contains "${phrase}" (any case) post its id on the board ${board}.`,
        store(items),
        async (call) => {
          await call('store/list_items');
          for (const id of ids) await call('board/post_entry', { board, id });
        },
      );
    const learned = await learn(await job('memory leak', 'B17', ['a1x']), await job('crash', 'B42', ['b2y', 'c3z']));
    expect(learned.asked).toEqual([]);
    expect(learned.inputs).toEqual([
      ['phrase', 'memory leak'],
      ['board', 'B17'],
    ]);
    expect(learned.otherInputs).toEqual([{ phrase: 'crash', board: 'B42' }]);
    expect(learned.failed).toEqual([]);
    expect(learned.replays).toEqual(['replay 1 passed', 'replay 2 passed']);
  });

  test('show an optional step: done in one, left out in the other, by what tells them apart', async () => {
    const job = async (urgent: boolean) =>
      record(
        'Post the item a1x on the board and flag it if it is urgent.',
        store([{ id: 'a1x', urgent }]),
        async (call) => {
          await call('store/list_items');
          await call('board/post_entry', { id: 'a1x' });
          if (urgent) await call('board/add_flag', { id: 'a1x' });
        },
      );
    const learned = await learn(await job(true), await job(false));
    expect(learned.replays).toEqual(['replay 1 passed', 'replay 2 passed']);
    expect(learned.shown).toMatch(/if eq\(.*urgent, true\)\n {2}addFlag = add_flag/);
    if (learned.workflow === null) throw new Error('no workflow');
    for (const [urgent, flags] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const run = await runIn(store([{ id: 'a1x', urgent }]), learned.workflow, { writes: ['board/add_flag'] });
      expect(run.made).toHaveLength(flags);
    }
  });

  test('show both sides of a choice', async () => {
    const job = async (kind: string) =>
      record(
        'Post the item a1x if its kind is "note", flag it if its kind is "bug".',
        store([{ id: 'a1x', kind }]),
        async (call) => {
          await call('store/list_items');
          await call(kind === 'bug' ? 'board/add_flag' : 'board/post_entry', { id: 'a1x' });
        },
      );
    const learned = await learn(await job('note'), await job('bug'));
    expect(learned.replays).toEqual(['replay 1 passed', 'replay 2 passed']);
    if (learned.workflow === null) throw new Error('no workflow');
    const writes = ['board/add_flag', 'board/post_entry'];
    const made = async (kind: string) =>
      (await runIn(store([{ id: 'a1x', kind }]), learned.workflow ?? never(), { writes })).made.map(({ name }) => name);
    expect([await made('note'), await made('bug')]).toEqual([['board/post_entry'], ['board/add_flag']]);
  });

  test('keep their calls apart where their ids are the same', async () => {
    const job = async (id: string) =>
      record('Flag every item.', store([{ id }, { id: `${id}2` }]), async (call) => {
        const items = (await call('store/list_items')) as readonly JsonObject[];
        for (const item of items) await call('board/add_flag', { id: item.id ?? '' });
      });
    const learned = await learn(await job('k7'), await job('m9'));
    expect(learned.replays).toEqual(['replay 1 passed', 'replay 2 passed']);
    expect(learned.workflow?.body[0]?.origin).toEqual(['c1', 'c1@2']);
  });

  test('have times of their own', async () => {
    const job = async (now: string, ids: readonly string[]) => {
      const items = [
        { id: 'a1x', due: '2026-03-01' },
        { id: 'b2y', due: '2026-03-20' },
        { id: 'c3z', due: '2026-04-20' },
      ];
      const trace = await record('Flag every item that is overdue (due before today).', store(items), async (call) => {
        await call('store/list_items');
        for (const id of ids) await call('board/add_flag', { id });
      });
      return { ...trace, now };
    };
    const learned = await learn(
      await job('2026-03-10T12:00:00Z', ['a1x']),
      await job('2026-04-01T12:00:00Z', ['a1x', 'b2y']),
    );
    expect(learned.failed).toEqual([]);
    expect(learned.shown).toContain('before(');
  });
});

test('recordings that share no call are refused in one line', async () => {
  const one = await record('Flag it.', store([]), (call) => call('board/add_flag', { id: 'q' }));
  const other = await record('Post it.', store([]), (call) => call('board/post_entry', { id: 'q' }));
  const { workflow, findings } = await learn(one, other);
  expect(workflow).toBeNull();
  expect(findings.map(({ message }) => message)).toEqual([
    'These recordings have no call in common, so they do not show one job.',
  ]);
});

function never(): never {
  throw new Error('no workflow');
}
