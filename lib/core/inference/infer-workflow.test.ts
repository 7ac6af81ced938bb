import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../json/json.ts';
import { inferWorkflow } from './infer-workflow.ts';
import { showWorkflow } from './testing/show-workflow.ts';
import { record, runIn, type SmallWorld } from './testing/small-world.ts';

const PULLS: readonly JsonObject[] = [
  { number: 11, title: 'Fix memory leak in parser', url: 'https://x.io/p/11', author: { login: 'ann' }, draft: false },
  { number: 12, title: 'Add search', url: 'https://x.io/p/12', author: { login: 'bob' }, draft: true },
  { number: 13, title: 'Memory leak: cache', url: 'https://x.io/p/13', author: { login: 'cy' }, draft: false },
  { number: 14, title: 'Memory settings', url: 'https://x.io/p/14', author: { login: 'ann' }, draft: true },
];

function forge(pulls: readonly Json[]): SmallWorld {
  return {
    'forge/list_pulls': { run: () => ({ pulls }) },
    'tracker/create_ticket': {
      run: (args) => ({ key: `T-${String(args.summary).length}`, summary: args.summary ?? null }),
    },
    'tracker/add_note': { run: () => ({ ok: true }) },
    'chat/say': { run: () => ({ ok: true }) },
  };
}

const phrasePrompt =
  'For each pull request of acme/web whose title contains "memory leak" create a ticket in project OPS with its title as summary and its URL as link.';

async function recordTickets() {
  return record(phrasePrompt, forge(PULLS), async (call) => {
    const list = (await call('forge/list_pulls', { owner: 'acme', repo: 'web' })) as { pulls: typeof PULLS };
    for (const pull of list.pulls.filter((one) => /memory leak/i.test(String(one.title)))) {
      await call('tracker/create_ticket', { project: 'OPS', summary: pull.title ?? '', link: pull.url ?? '' });
    }
  });
}

describe('a loop over a filtered list', () => {
  test('becomes a loop with the phrase, the repository and the project as inputs, and nothing is asked', async () => {
    const result = inferWorkflow({ traces: [await recordTickets()] });
    expect(showWorkflow(result.workflow)).toBe(
      [
        'pulls = list_pulls(owner: $owner, repo: $repo)',
        'for pull of filter(pulls.pulls, pull2 => contains(pull2.title, $phrase))',
        '  createTicket = create_ticket(project: $project, summary: pull.title, link: pull.url)',
      ].join('\n'),
    );
    expect(result.workflow?.inputs.map(({ name, default: value }) => [name, value])).toEqual([
      ['owner', 'acme'],
      ['repo', 'web'],
      ['phrase', 'memory leak'],
      ['project', 'OPS'],
    ]);
    expect(result.questions).toEqual([]);
  });

  test('does the right thing with other pull requests and another phrase', async () => {
    const { workflow } = inferWorkflow({ traces: [await recordTickets()] });
    if (workflow === null) throw new Error('no workflow');
    const others = [
      { number: 7, title: 'RACE condition', url: 'u7', author: null, draft: null },
      { number: 8, title: null, url: 'u8', author: null, draft: null },
    ];
    const run = await runIn(forge(others), workflow, {
      writes: ['tracker/create_ticket'],
      inputs: { phrase: 'race', project: 'WEB' },
    });
    expect(run.made.map(({ args }) => args)).toEqual([{ project: 'WEB', summary: 'RACE condition', link: 'u7' }]);
  });

  test('carries facts with paths at both ends for every reference', async () => {
    const { evidence } = inferWorkflow({ traces: [await recordTickets()] });
    const summary = evidence.values.find(({ place }) => place.step === 'createTicket' && place.slot[1] === 'summary');
    expect(summary?.origin).toBe('reference');
    expect(summary?.facts[0]).toEqual({
      target: { call: 'c2', path: ['summary'] },
      source: { kind: 'result', call: 'c1', path: ['pulls', 0, 'title'] },
      value: 'Fix memory leak in parser',
    });
  });
});

describe('what cannot be proved', () => {
  test('is asked: two conditions of the prompt that the recording does not tell apart', async () => {
    const items = [
      { id: 'a1x', shelf: 'north', row: 'north', label: 'one' },
      { id: 'b2y', shelf: 'south', row: 'south', label: 'two' },
      { id: 'c3z', shelf: 'north', row: 'north', label: 'three' },
    ];
    const world: SmallWorld = { 'store/list_items': { run: () => items }, 'store/move_item': { run: () => 'ok' } };
    const trace = await record('Move every item of north to the box B9.', world, async (call) => {
      await call('store/list_items');
      for (const id of ['a1x', 'c3z']) await call('store/move_item', { id, box: 'B9' });
    });
    const { questions, workflow } = inferWorkflow({ traces: [trace] });
    const [loop] = workflow?.body.slice(-1) ?? [];
    const [question] = questions;
    expect(question?.place).toEqual({ step: loop?.id, slot: ['in'] });
    const list = loop?.do === 'forEach' ? loop.in : undefined;
    expect(question?.options[0]?.expr).toEqual(list?.$ === 'over' ? list.body : 'a filter');
    expect(questions.map(({ options }) => options.map(({ label }) => label))).toEqual([
      [
        'those where item.shelf is "north"',
        'those where item.row is "north"',
        expect.any(String),
        'something else: keep the default, edit it by hand',
      ],
    ]);
  });

  test('is settled by an answer, and the id of the question stays the same', async () => {
    const items = [
      { id: 'a1x', shelf: 'north', row: 'north' },
      { id: 'b2y', shelf: 'south', row: 'south' },
      { id: 'c3z', shelf: 'north', row: 'north' },
    ];
    const world: SmallWorld = { 'store/list_items': { run: () => items }, 'store/move_item': { run: () => 'ok' } };
    const trace = await record('Move every item of north to the box B9.', world, async (call) => {
      await call('store/list_items');
      for (const id of ['a1x', 'c3z']) await call('store/move_item', { id, box: 'B9' });
    });
    const first = inferWorkflow({ traces: [trace] });
    const id = first.questions[0]?.id ?? '';
    const second = inferWorkflow({ traces: [trace], answers: { [id]: 'p1' } });
    expect(second.questions.map((question) => question.id)).toEqual([id]);
    expect(showWorkflow(second.workflow)).toContain('.row, $');
  });

  test('an id that nothing recorded or said explains is asked and never kept in silence', async () => {
    const world: SmallWorld = {
      'desk/read_case': { run: () => ({ title: 'x' }) },
      'desk/assign_case': { run: () => 'ok' },
    };
    const trace = await record('Assign the case C-17 to somebody who is free.', world, async (call) => {
      await call('desk/assign_case', { case: 'C-17', agent_id: 4711 });
    });
    const { questions } = inferWorkflow({ traces: [trace] });
    expect(questions[0]?.text).toContain('agent_id was 4711');
  });

  test('a list of which only one page was read although there was more is asked, all pages by default', async () => {
    const world: SmallWorld = {
      'forge/find_issues': {
        run: (args) =>
          args.cursor === 'n2'
            ? { items: [{ id: 'k3' }], next_cursor: null }
            : { items: [{ id: 'k1' }, { id: 'k2' }], next_cursor: 'n2' },
        schema: { type: 'object', properties: { query: { type: 'string' }, cursor: { type: 'string' } } },
      },
      'forge/comment': { run: () => 'ok' },
    };
    const trace = await record('Comment "ping" on all issues about login.', world, async (call) => {
      await call('forge/find_issues', { query: 'login' });
      for (const id of ['k1', 'k2']) await call('forge/comment', { id, text: 'ping' });
    });
    const { questions, workflow } = inferWorkflow({ traces: [trace] });
    expect(questions.map((question) => question.default)).toEqual(['all']);
    if (workflow === null) throw new Error('no workflow');
    const run = await runIn(world, workflow, { writes: ['forge/comment'] });
    expect(run.made.map(({ args }) => args.id)).toEqual(['k1', 'k2', 'k3']);
  });
});

describe('a recording without a write', () => {
  test('gives what was read where the user spoke of it', async () => {
    const world: SmallWorld = {
      'forge/find_project': { run: () => ({ id: 'prj-8841', name: 'web' }) },
      'forge/list_builds': { run: () => ({ builds: [{ id: 'b1' }] }) },
      'forge/read_clock': { run: () => ({ at: 'noon' }) },
    };
    const trace = await record('Show me the builds of the project web.', world, async (call) => {
      await call('forge/read_clock');
      await call('forge/find_project', { name: 'web' });
      await call('forge/list_builds', { project_id: 'prj-8841' });
    });
    const { workflow } = inferWorkflow({ traces: [trace] });
    expect(showWorkflow(workflow)).toBe(
      ['project = find_project(name: $projectName)', 'builds = list_builds(project_id: project.id)'].join('\n'),
    );
    expect(workflow?.output).toEqual({ $: 'ref', of: 'step', id: 'builds' });
  });

  test('gives no workflow and one line that says why where the user spoke of nothing that was read', async () => {
    const trace = await record('What is there?', forge(PULLS), (call) =>
      call('forge/list_pulls', { owner: 'a', repo: 'b' }),
    );
    const result = inferWorkflow({ traces: [trace] });
    expect(result.workflow).toBeNull();
    expect(result.findings.map(({ message }) => message)).toEqual([
      'The recording holds no successful write and reads nothing that you named, so there is nothing that a workflow would do.',
    ]);
  });
});
