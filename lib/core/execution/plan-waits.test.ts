import { describe, expect, test } from 'vitest';
import type { Json } from '../json/json.ts';
import { data, fn, get, lit, read, run, value, variable, workflowOf, world, write } from './testing/run-in-world.ts';

/** A job that is started, waited for, checked and used. */
const exported = workflowOf([
  write('start', 'start_export', { table: lit('orders') }),
  {
    id: 'wait',
    do: 'poll',
    call: { server: 's', tool: 'get_export', args: { job: get(value('start'), 'job') } },
    as: 'answer',
    until: fn('ne', get(variable('answer'), 'status'), lit('running')),
    everyMs: 1000,
    timeoutMs: 10_000,
  },
  {
    id: 'check',
    do: 'assert',
    cond: fn('eq', get(value('wait'), 'status'), lit('done')),
    message: 'It ended in another way than "done".',
  },
  write('post', 'post', { text: { $: 'text', parts: ['Ready: ', get(value('wait'), 'url')] } }),
]);

const answers: Readonly<Record<string, Json>> = {
  start: { job: 77 },
  wait: { job: 77, status: 'done', url: 'https://files.example/77' },
};
const exampleOf = (step: string) => (answers[step] === undefined ? undefined : data(answers[step]));

/** What a plan would do, the calls that it made and what it says. */
async function planOf(workflow: typeof exported, recorded: boolean) {
  const { caller, calls } = world({});
  const result = await run(workflow, caller, { mode: 'plan', ...(recorded ? { exampleOf } : {}) });
  return { ...result, calls, would: result.effects.map(({ tool, args }) => [tool, args]) };
}

describe('a plan of a job that is started and waited for', () => {
  test('asks no server about the job that does not exist', async () => {
    expect((await planOf(exported, true)).calls).toEqual([]);
    expect((await planOf(exported, false)).calls).toEqual([]);
  });

  test('goes on as though it ended as recorded, with other values unknown', async () => {
    const { status, would, notes } = await planOf(exported, true);
    expect(status).toBe('succeeded');
    expect(would).toEqual([
      ['start_export', { table: 'orders' }],
      ['post', { text: 'Ready: ‹get_export.url›' }],
    ]);
    expect(notes).toHaveLength(1);
    expect(notes?.[0]).toMatch(/s\/get_export was not asked.*does not exist.*get_export\.status "done"/);
  });

  test('says what can only be checked later where no recording shows how it ends', async () => {
    const { status, would, notes } = await planOf(exported, false);
    expect(status).toBe('succeeded');
    expect(would.at(-1)).toEqual(['post', { text: 'Ready: ‹get_export.url›' }]);
    expect(notes?.[0]).toContain('how it ends is unknown');
    expect(notes?.[1]).toContain('"check" can only be checked');
  });

  test('plans what was shown where the other way would stop', async () => {
    const decided = workflowOf([
      ...exported.body.slice(0, 2),
      {
        id: 'decide',
        do: 'if',
        cond: fn('eq', get(value('wait'), 'status'), lit('done')),
        then: [write('post', 'post', { text: lit('ready') })],
        else: 'undemonstrated',
      },
    ]);
    const { would, notes } = await planOf(decided, false);
    expect(would.at(-1)).toEqual(['post', { text: 'ready' }]);
    expect(notes?.[1]).toContain('"decide" can only be decided');
  });
});

test('a check of what is known fails a plan as ever', async () => {
  const { caller } = world({ look: () => data({ status: 'broken' }) });
  const checked = workflowOf([
    write('start', 'start_export', { table: lit('orders') }),
    read('look', 'look', {}),
    { id: 'check', do: 'assert', cond: fn('eq', get(value('look'), 'status'), lit('well')), message: 'It is broken.' },
  ]);
  const result = await run(checked, caller, { mode: 'plan' });
  expect(result).toMatchObject({ status: 'failed', error: 'Step "check": It is broken.' });
});
