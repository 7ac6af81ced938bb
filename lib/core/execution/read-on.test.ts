import { expect, test } from 'vitest';
import { inferWorkflow } from '../inference/infer-workflow.ts';
import { record, type SmallWorld } from '../inference/testing/small-world.ts';
import type { TraceCall } from '../trace/trace.ts';
import { replayWorkflow } from './replay-workflow.ts';

test('a workflow that reads on where its recording stopped replays: after the last page comes an empty one', async () => {
  const world: SmallWorld = {
    'desk/list_cases': {
      run: () => ({ items: [{ id: 'c-4401' }, { id: 'c-4402' }], next_cursor: 'p2' }),
      schema: { type: 'object', properties: { cursor: { type: 'string' } } },
    },
    'desk/close_case': { run: () => 'ok' },
  };
  const trace = await record('Close all cases.', world, async (call) => {
    await call('desk/list_cases');
    for (const id of ['c-4401', 'c-4402']) await call('desk/close_case', { id });
  });
  const { workflow } = inferWorkflow({ traces: [trace] });
  if (workflow === null) throw new Error('No workflow.');
  const pages: TraceCall[] = [];
  const run = await replayWorkflow({ workflow, trace, onPage: (page) => pages.push(page) });
  expect(run.status).toBe('succeeded');
  expect(pages.map(({ id, args, outcome }) => [id, args, outcome])).toEqual([
    [
      'after-c1',
      { cursor: 'p2' },
      { status: 'answered', result: expect.objectContaining({ structuredContent: { items: [], next_cursor: null } }) },
    ],
  ]);
});

test('each page that was made up is a call of its own, made up once', async () => {
  const world: SmallWorld = {
    'desk/list_cases': {
      run: ({ queue }) => ({ items: [{ id: `c-${queue}-4401` }, { id: `c-${queue}-4402` }], next_cursor: 'p2' }),
      schema: { type: 'object', properties: { queue: {}, cursor: { type: 'string' } } },
    },
    'desk/close_case': { run: () => 'ok' },
  };
  const trace = await record('Close all cases of the queues red and blue.', world, async (call) => {
    for (const queue of ['red', 'blue']) {
      await call('desk/list_cases', { queue });
      for (const id of [`c-${queue}-4401`, `c-${queue}-4402`]) await call('desk/close_case', { id });
    }
  });
  const { workflow } = inferWorkflow({ traces: [trace] });
  if (workflow === null) throw new Error('No workflow.');
  const pages: TraceCall[] = [];
  expect((await replayWorkflow({ workflow, trace, onPage: (page) => pages.push(page) })).status).toBe('succeeded');
  expect(pages.map(({ args }) => args.queue)).toEqual(['red', 'blue']);
  expect(new Set(pages.map(({ id }) => id)).size).toBe(2);
});
