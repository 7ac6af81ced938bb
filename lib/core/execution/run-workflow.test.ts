import { describe, expect, test } from 'vitest';
import { memoryLedger } from '../effects/memory-ledger.ts';
import type { Json, JsonObject } from '../json/json.ts';
import { ToolCallFailure } from '../tool/tool-caller.ts';
import type { Step } from '../workflow/workflow.ts';
import type { RunResult } from './run-workflow.ts';
import {
  data,
  fn,
  get,
  input,
  lit,
  NOW,
  no,
  read,
  run,
  value,
  variable,
  workflowOf,
  world,
  write,
} from './testing/run-in-world.ts';

const pulls = [
  { number: 1, title: 'Fix Memory Leak', open: true },
  { number: 2, title: 'Docs', open: true },
  { number: 3, title: 'Another memory leak', open: false },
];

/** The brief's example: a ticket for every pull request whose title holds a phrase. */
const tickets = workflowOf(
  [
    read('listPulls', 'list_pulls', { repo: input('repo') }),
    {
      id: 'matching',
      do: 'let',
      value: {
        $: 'over',
        op: 'filter',
        in: value('listPulls'),
        as: 'pull',
        body: fn('contains', get(variable('pull'), 'title'), input('phrase')),
      },
    },
    {
      id: 'each',
      do: 'forEach',
      in: value('matching'),
      each: 'item',
      body: [
        write('createIssue', 'create_issue', {
          title: { $: 'text', parts: ['PR #', get(variable('item'), 'number'), ': ', get(variable('item'), 'title')] },
          assignee: { $: 'absent' },
        }),
      ],
      yield: get(value('createIssue'), 'key'),
    },
  ],
  {
    inputs: [
      { name: 'repo', schema: { type: 'string' }, default: 'octo/app' },
      { name: 'phrase', schema: { type: 'string' }, default: 'memory leak' },
    ],
    output: value('each'),
  },
);

const tracker = () =>
  world({ list_pulls: () => data(pulls), create_issue: (_, times) => data({ key: `OPS-${times}`, url: 'https://x' }) });

describe('an apply', () => {
  test('reads, filters, loops and writes, and yields the results in order', async () => {
    const { caller, made } = tracker();
    const result = await run(tickets, caller);
    expect(result).toMatchObject({ status: 'succeeded', output: ['OPS-1', 'OPS-2'] });
    expect(made('list_pulls')).toEqual([{ repo: 'octo/app' }]);
    expect(made('create_issue')).toEqual([
      { title: 'PR #1: Fix Memory Leak' },
      { title: 'PR #3: Another memory leak' },
    ]);
    expect(result.effects.map(({ state, how, path }) => [state, how, path])).toEqual([
      ['confirmed', 'created', ['1']],
      ['confirmed', 'created', ['3']],
    ]);
  });

  test('takes other inputs, and refuses unknown and mistyped ones before anything is called', async () => {
    const { caller, calls, made } = tracker();
    expect(await run(tickets, caller, { inputs: { phrase: 'docs' } })).toMatchObject({ status: 'succeeded' });
    expect(made('create_issue')).toHaveLength(1);
    const before = calls.length;
    expect((await run(tickets, caller, { inputs: { fraze: 'x' } })).error).toBe(
      'There is no input "fraze". Declared: repo, phrase.',
    );
    expect((await run(tickets, caller, { inputs: { phrase: 3 } })).error).toMatch(/^input "phrase" does not fit: /);
    expect(calls).toHaveLength(before);
  });

  test('a second time adds nothing and gives the same output', async () => {
    const { caller, made } = tracker();
    const ledger = memoryLedger(() => NOW);
    const first = await run(tickets, caller, { ledger });
    const second = await run(tickets, caller, { ledger });
    expect(second.output).toEqual(first.output);
    expect(made('create_issue')).toHaveLength(2);
    expect(second.effects.map((effect) => effect.how)).toEqual(['found', 'found']);
  });

  test('makes equal writes of one run twice, and again none of them in the next run', async () => {
    const { caller, made } = world({ post: () => data({ ok: true }) });
    const twice = workflowOf([
      { id: 'loop', do: 'forEach', in: lit([1, 2]), each: 'n', body: [write('post', 'post', { text: lit('hi') })] },
    ]);
    const ledger = memoryLedger(() => NOW);
    await run(twice, caller, { ledger });
    expect(made('post')).toHaveLength(2);
    await run(twice, caller, { ledger });
    expect(made('post')).toHaveLength(2);
  });

  test('with a key of the step’s own makes a write once per key', async () => {
    const { caller, made } = world({ post: () => data({ ok: true }) });
    const keyed = workflowOf([
      {
        id: 'loop',
        do: 'forEach',
        in: lit(['a', 'b', 'a']),
        each: 'n',
        body: [write('post', 'post', { text: variable('n') }, { key: variable('n') })],
      },
    ]);
    await run(keyed, caller);
    expect(made('post')).toEqual([{ text: 'a' }, { text: 'b' }]);
  });

  test('looks for an effect first where the step says how', async () => {
    const { caller, made } = world({
      find_issue: ({ label }) => data(label === 'pr-1' ? [{ key: 'OLD-1', label: 'pr-1' }] : []),
      create_issue: () => data({ key: 'NEW-1' }),
    });
    const guarded = workflowOf(
      [
        {
          id: 'loop',
          do: 'forEach',
          in: lit(['pr-1', 'pr-2']),
          each: 'label',
          body: [
            write(
              'createIssue',
              'create_issue',
              { label: variable('label') },
              {
                find: {
                  call: { server: 's', tool: 'find_issue', args: { label: variable('label') } },
                  as: 'found',
                  match: fn('first', variable('found')),
                },
              },
            ),
          ],
          yield: get(value('createIssue'), 'key'),
        },
      ],
      { output: value('loop') },
    );
    expect((await run(guarded, caller)).output).toEqual(['OLD-1', 'NEW-1']);
    expect(made('create_issue')).toEqual([{ label: 'pr-2' }]);
  });

  test('stops where a write is not approved, and says which', async () => {
    const { caller, made } = tracker();
    const approver = { approve: async () => ({ approved: false as const, reason: 'Not now.' }) };
    expect(await run(tickets, caller, { approver })).toMatchObject({
      status: 'stopped',
      error: 'Step "createIssue" was not approved: Not now.',
    });
    expect(made('create_issue')).toEqual([]);
  });

  test('waits for a person where the answer to a write was lost', async () => {
    const { caller, made } = world({
      list_pulls: () => data(pulls),
      create_issue: (args) =>
        Promise.reject(
          new ToolCallFailure('unknown', { server: 's', tool: 'create_issue', args }, 'The connection broke.'),
        ),
    });
    const ledger = memoryLedger(() => NOW);
    expect(await run(tickets, caller, { ledger })).toMatchObject({ status: 'waiting' });
    expect(await run(tickets, caller, { ledger })).toMatchObject({ status: 'waiting' });
    expect(made('create_issue')).toHaveLength(1);
  });

  test('stopped after a change was approved and before it was sent, leaves it to the next run', async () => {
    const controller = new AbortController();
    const { caller, made } = world({ list_pulls: () => data(pulls), create_issue: () => data({ key: 'OPS-1' }) });
    const ledger = memoryLedger(() => NOW);
    const approver = {
      approve: async () => {
        controller.abort();
        return { approved: true as const };
      },
    };
    const stopped = await run(tickets, caller, { ledger, approver, signal: controller.signal });
    expect(stopped).toMatchObject({ status: 'stopped', error: 'The run was stopped.' });
    expect([made('create_issue'), (await ledger.list()).map(({ state }) => state)]).toEqual([[], ['failed']]);
    expect(await run(tickets, caller, { ledger })).toMatchObject({ status: 'succeeded' });
    expect(made('create_issue')).toHaveLength(2);
  });

  test('is stopped by its signal between two steps', async () => {
    const controller = new AbortController();
    const { caller, made } = world({
      list_pulls: () => data(pulls),
      create_issue: () => {
        controller.abort();
        return data({ key: 'OPS-1' });
      },
    });
    expect(await run(tickets, caller, { signal: controller.signal })).toMatchObject({ status: 'stopped' });
    expect(made('create_issue')).toHaveLength(1);
  });
});

describe('errors', () => {
  test('fail the step with the server’s own words', async () => {
    const { caller } = world({ list_pulls: () => no('404 Not Found: octo/app') });
    expect((await run(tickets, caller)).error).toBe('s/list_pulls answered with an error: 404 Not Found: octo/app');
  });

  test('inside an ordinary answer count too', async () => {
    const { caller } = world({ list_pulls: () => data({ ok: false, error: 'no_such_repo' }) });
    expect(await run(tickets, caller)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('no_such_repo'),
    });
  });

  test('of an expression name the step, the argument, the path and what is there', async () => {
    const { caller } = world({ list_pulls: () => data([{ id: 7, titel: 'x' }]) });
    expect((await run(tickets, caller)).error).toBe(
      'Step "matching", value: Variable "pull" has no "title": it is an object with id, titel.',
    );
  });

  test('that pass by themselves are waited for, as long as the server asks', async () => {
    const { caller, calls } = world({
      get_x: (_, times) =>
        times === 1
          ? no('429 Too Many Requests. Retry after 7 seconds.')
          : times === 2
            ? no('503 Service Unavailable')
            : data({ x: 1 }),
    });
    const result = await run(workflowOf([read('x', 'get_x')], { output: value('x') }), caller);
    expect(result.output).toEqual({ x: 1 });
    expect(calls).toHaveLength(3);
    expect(result.pauses[0]).toBe(7000);
    expect(result.pauses[1]).toBeGreaterThan(400);
  });

  test('of a write are repeated only where the server proves that it did nothing', async () => {
    const busy = world({ post: (_, times) => (times === 1 ? no('503 Service Unavailable') : data({ ok: true })) });
    const once = workflowOf([write('post', 'post', {})]);
    expect((await run(once, busy.caller)).status).toBe('succeeded');
    expect(busy.calls).toHaveLength(2);
    const refusing = world({ post: () => no('403 Forbidden') });
    expect((await run(once, refusing.caller)).status).toBe('failed');
    expect(refusing.calls).toHaveLength(1);
    const late = world({ post: () => no('504 Gateway Timeout') });
    expect((await run(once, late.caller)).status).toBe('waiting');
    expect(late.calls).toHaveLength(1);
  });

  test('of the connection are retried for reads, with the last reason in the end', async () => {
    const { caller, calls } = world({
      get_x: (args) =>
        Promise.reject(new ToolCallFailure('unknown', { server: 's', tool: 'get_x', args }, 'The connection broke.')),
    });
    expect((await run(workflowOf([read('x', 'get_x')]), caller)).error).toBe('s/get_x: The connection broke.');
    expect(calls).toHaveLength(6);
  });
});

describe('steps', () => {
  test('paginate follows the cursor and gives all items', async () => {
    const pages: Record<string, Json> = { '': { items: [1, 2], next: 'b' }, b: { items: [3], next: null } };
    const { caller, made } = world({ list: ({ cursor }) => data(pages[String(cursor ?? '')] ?? null) });
    const paged = workflowOf(
      [
        {
          id: 'all',
          do: 'paginate',
          call: { server: 's', tool: 'list', args: { size: lit(2) } },
          param: 'cursor',
          page: 'page',
          cursor: 'at',
          items: get(variable('page'), 'items'),
          next: get(variable('page'), 'next'),
          until: fn('isNull', get(variable('page'), 'next')),
          maxPages: 10,
        },
      ],
      { output: value('all') },
    );
    expect((await run(paged, caller)).output).toEqual([1, 2, 3]);
    expect(made('list')).toEqual([{ size: 2 }, { size: 2, cursor: 'b' }]);
  });

  test('paginate never cuts off silently and notices a server that does not move on', async () => {
    const endless = (next: (args: JsonObject) => Json) =>
      world({ list: (args) => data({ items: [1], next: next(args) }) });
    const paged = workflowOf([
      {
        id: 'all',
        do: 'paginate',
        call: { server: 's', tool: 'list', args: {} },
        param: 'page',
        first: lit(1),
        page: 'p',
        cursor: 'at',
        items: get(variable('p'), 'items'),
        next: get(variable('p'), 'next'),
        until: lit(false),
        maxPages: 3,
      },
    ]);
    expect((await run(paged, endless(({ page }) => Number(page) + 1).caller)).error).toContain('more than 3 pages');
    expect((await run(paged, endless(() => 1).caller)).error).toContain('it points to itself (1)');
  });

  test('poll waits until its condition holds, and not for ever', async () => {
    const polling = workflowOf(
      [
        {
          id: 'job',
          do: 'poll',
          call: { server: 's', tool: 'get_job', args: {} },
          as: 'job1',
          until: fn('eq', get(variable('job1'), 'state'), lit('done')),
          everyMs: 1000,
          timeoutMs: 5000,
        },
      ],
      { output: get(value('job'), 'state') },
    );
    const soon = world({ get_job: (_, times) => data({ state: times < 3 ? 'busy' : 'done' }) });
    expect(await run(polling, soon.caller)).toMatchObject({ output: 'done', pauses: [1000, 1000] });
    const never = world({ get_job: () => data({ state: 'busy' }) });
    const replayed = world({ get_job: () => data({ state: 'busy' }) });
    // A replay does not wait, and still comes to an end.
    expect((await run(polling, replayed.caller, { mode: 'replay' })).status).toBe('failed');
    expect(replayed.calls.length).toBeLessThan(10);
    expect((await run(polling, never.caller)).error).toBe(
      'Step "job" waited 5 s, and its condition did not come true.',
    );
  });

  test('if runs one side, and stops where the recording showed none', async () => {
    const branching = (side: readonly Step[] | 'undemonstrated') =>
      workflowOf(
        [
          {
            id: 'branch',
            do: 'if',
            cond: input('yes'),
            then: [{ id: 'a', do: 'let', value: lit('A') }],
            else: side,
            thenValue: value('a'),
            ...(side === 'undemonstrated' ? {} : { elseValue: value('b') }),
          },
        ],
        { inputs: [{ name: 'yes', schema: { type: 'boolean' }, default: true }], output: value('branch') },
      );
    const { caller } = world({});
    const both = branching([{ id: 'b', do: 'let', value: lit('B') }]);
    expect((await run(both, caller)).output).toBe('A');
    expect((await run(both, caller, { inputs: { yes: false } })).output).toBe('B');
    expect((await run(branching('undemonstrated'), caller, { inputs: { yes: false } })).error).toContain(
      'the recording never showed what to do then',
    );
  });

  test('try catches what a tool says, and nothing else', async () => {
    const getOrCreate = workflowOf(
      [
        {
          id: 'label',
          do: 'try',
          body: [read('getLabel', 'get_label')],
          on: { contains: ['not found'] },
          else: [write('createLabel', 'create_label', {})],
          value: lit('was there'),
          elseValue: lit('made'),
        },
      ],
      { output: value('label') },
    );
    const missing = world({ get_label: () => no('404 Not Found'), create_label: () => data({}) });
    expect((await run(getOrCreate, missing.caller)).output).toBe('made');
    const there = world({ get_label: () => data({}), create_label: () => data({}) });
    expect((await run(getOrCreate, there.caller)).output).toBe('was there');
    expect(there.made('create_label')).toEqual([]);
    const forbidden = world({ get_label: () => no('403 Forbidden'), create_label: () => data({}) });
    expect((await run(getOrCreate, forbidden.caller)).status).toBe('failed');
    const gone = world({ create_label: () => data({}) });
    expect((await run(getOrCreate, gone.caller)).status).toBe('failed');
    expect(gone.made('create_label')).toEqual([]);
  });

  test('forEach ends at the first failure, or collects all and still fails', async () => {
    const loop = (onError: 'stop' | 'collect') =>
      workflowOf([
        {
          id: 'loop',
          do: 'forEach',
          in: lit([1, 2, 3, 4]),
          each: 'n',
          onError,
          body: [write('post', 'post', { n: variable('n') })],
        },
      ]);
    const odd = () => world({ post: ({ n }) => (Number(n) % 2 === 0 ? no(`bad ${n}`) : data({ ok: true })) });
    const stopping = odd();
    expect((await run(loop('stop'), stopping.caller)).error).toContain('bad 2');
    expect(stopping.made('post')).toHaveLength(2);
    const collecting = odd();
    const result = await run(loop('collect'), collecting.caller);
    expect(result.status).toBe('failed');
    expect(result.error).toContain('2 of 4 items failed');
    expect(collecting.made('post')).toHaveLength(4);
  });

  test('forEach side by side keeps to its width and to the order of its results', async () => {
    let running = 0;
    let most = 0;
    const { caller } = world({
      get_x: async ({ n }) => {
        running += 1;
        most = Math.max(most, running);
        for (let turn = 0; turn < 5 - Number(n); turn += 1) await Promise.resolve();
        running -= 1;
        return data({ n: n ?? null });
      },
    });
    const parallel = workflowOf(
      [
        {
          id: 'loop',
          do: 'forEach',
          in: lit([1, 2, 3, 4]),
          each: 'n',
          parallel: 2,
          body: [read('x', 'get_x', { n: variable('n') })],
          yield: get(value('x'), 'n'),
        },
      ],
      { output: value('loop') },
    );
    expect((await run(parallel, caller)).output).toEqual([1, 2, 3, 4]);
    expect(most).toBe(2);
  });

  test('assert and approve stop the run in words', async () => {
    const { caller } = world({});
    const asserting = workflowOf([{ id: 'guard', do: 'assert', cond: lit(false), message: 'The sprint is closed.' }]);
    expect((await run(asserting, caller)).error).toBe('Step "guard": The sprint is closed.');
    const approving = workflowOf([{ id: 'ask', do: 'approve', show: lit('Send all?') }]);
    const shown: Json[] = [];
    const approver = {
      approve: async (effect: { readonly args: JsonObject }) => {
        shown.push(effect.args.show ?? null);
        return { approved: false as const, reason: 'No.' };
      },
    };
    expect((await run(approving, caller, { approver })).status).toBe('stopped');
    expect(shown).toEqual(['Send all?']);
  });
});

describe('a plan', () => {
  const chained = workflowOf(
    [
      read('me', 'get_me'),
      write('createIssue', 'create_issue', { title: lit('x') }),
      read('details', 'get_issue', { key: get(value('createIssue'), 'key') }),
      write('post', 'post', {
        text: {
          $: 'text',
          parts: ['See ', get(value('createIssue'), 'url'), ' by ', get(value('details'), 'author', 'name')],
        },
      }),
    ],
    {},
  );
  const live = () =>
    world({
      get_me: () => data({ name: 'me' }),
      create_issue: () => data({ key: 'OPS-1', url: 'https://x' }),
      get_issue: () => data({ author: { name: 'me' } }),
      post: () => data({ ok: true }),
    });

  const planned = ({ effects }: RunResult) => effects.map(({ tool, args, state }) => [tool, args, state]);

  test('sends reads only, captures writes, and marks what it does not know', async () => {
    const { caller, calls } = live();
    const result = await run(chained, caller, { mode: 'plan' });
    expect(result.status).toBe('succeeded');
    expect(calls.map((call) => call.tool)).toEqual(['get_me']);
    expect(planned(result)).toEqual([
      ['create_issue', { title: 'x' }, 'planned'],
      ['post', { text: 'See ‹createIssue.url› by ‹details.author.name›' }, 'planned'],
    ]);
  });

  test('takes the shape of recorded answers, keeping numbers because a mark would not fit their type', async () => {
    const { caller } = live();
    const exampleOf = (step: string) =>
      step === 'createIssue' ? data({ key: 'OPS-9', url: 'u', number: 9 }) : undefined;
    const result = await run(chained, caller, { mode: 'plan', exampleOf });
    const created = result.events.find((event) => event.type === 'step-ended' && event.step === 'createIssue');
    expect(created).toMatchObject({ value: { key: '‹createIssue.key›', url: '‹createIssue.url›', number: 9 } });
  });

  test('changes neither the world nor the ledger, and knows what an earlier run did', async () => {
    const { caller, calls } = live();
    const ledger = memoryLedger(() => NOW);
    await run(chained, caller, { mode: 'plan', ledger });
    expect(await ledger.list()).toEqual([]);
    await run(chained, caller, { ledger });
    const again = await run(chained, caller, { mode: 'plan', ledger });
    expect(again.effects.map((effect) => [effect.state, effect.how])).toEqual([
      ['confirmed', 'found'],
      ['confirmed', 'found'],
    ]);
    expect(calls.filter((call) => call.tool === 'post')).toHaveLength(1);
  });
});

describe('events', () => {
  test('tell the whole run in order, with the place of every step', async () => {
    const { events } = await run(tickets, tracker().caller);
    const told = events.map((event) =>
      'step' in event
        ? `${event.type} ${event.step}${'path' in event ? event.path.map((at) => `[${at}]`).join('') : ''}`
        : event.type,
    );
    expect(told).toEqual([
      'run-started',
      'step-started listPulls',
      'call-started listPulls',
      'call-ended',
      'step-ended listPulls',
      'step-started matching',
      'step-ended matching',
      'step-started each',
      'step-started createIssue[0]',
      'effect createIssue[0]',
      'effect createIssue[0]',
      'call-started createIssue[0]',
      'call-ended',
      'effect createIssue[0]',
      'step-ended createIssue[0]',
      'step-started createIssue[1]',
      'effect createIssue[1]',
      'effect createIssue[1]',
      'call-started createIssue[1]',
      'call-ended',
      'effect createIssue[1]',
      'step-ended createIssue[1]',
      'step-ended each',
      'run-ended',
    ]);
  });
});
