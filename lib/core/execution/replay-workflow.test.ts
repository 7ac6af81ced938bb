import { expect, test } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { recordTrace } from '../trace/record-trace.ts';
import { exampleWorkflow } from '../workflow/example-workflow.ts';
import { replayWorkflow } from './replay-workflow.ts';
import type { RunEvent } from './run-event.ts';

const AT = '2026-11-21T09:00:00.000Z';

/** A recording of the example workflow's job; each ticket is `[summary]`. */
function recording(tickets: readonly string[]) {
  const recorder = recordTrace({ id: 't', now: AT, timeZone: 'UTC', locale: 'en' });
  recorder.tools('github', [{ server: 'github', name: 'list_pull_requests', inputSchema: {} }]);
  recorder.tools('jira', [{ server: 'jira', name: 'create_issue', inputSchema: {} }]);
  const call = (id: string, server: string, tool: string, args: JsonObject, answer: string) => {
    recorder.begin({ id, origin: 'hand', server, tool, args, startedAt: AT });
    recorder.end(id, { status: 'answered', result: { content: [{ type: 'text', text: answer }] } }, { durationMs: 1 });
  };
  const pulls = [{ title: 'Fix memory leak' }, { title: 'Docs' }, { title: 'Memory Leak again' }];
  call('c1', 'github', 'list_pull_requests', { repo: 'octo/app' }, JSON.stringify(pulls));
  tickets.forEach((summary, index) => {
    call(`c${index + 2}`, 'jira', 'create_issue', { project: 'OPS', summary }, JSON.stringify({ key: `OPS-${index}` }));
  });
  return recorder.finish({ at: AT });
}

test('a workflow replays on its recording without a model, a network or a clock', async () => {
  const trace = recording(['Fix memory leak', 'Memory Leak again']);
  const first = await replayWorkflow({ workflow: exampleWorkflow, trace });
  expect(first).toMatchObject({ status: 'succeeded', output: ['OPS-0', 'OPS-1'] });
  expect(await replayWorkflow({ workflow: exampleWorkflow, trace })).toEqual(first);
});

test('the first call that was not recorded is where it diverges, with the nearest recorded one', async () => {
  const trace = recording(['Fix memory leak', 'Memory leak again']);
  const result = await replayWorkflow({ workflow: exampleWorkflow, trace });
  expect(result).toMatchObject({
    status: 'diverged',
    divergence: { step: 'createIssue', path: [1], kind: 'argument', nearest: { call: 'c3' } },
  });
  expect(result.error).toContain('differs in summary: recorded "Memory leak again", now "Memory Leak again".');
});

test('a recorded write that is not repeated is a divergence too, and the events end with it', async () => {
  const trace = recording(['Fix memory leak', 'Memory Leak again']);
  const events: RunEvent[] = [];
  const result = await replayWorkflow({
    workflow: exampleWorkflow,
    trace: {
      ...trace,
      calls: trace.calls.map((call) =>
        call.id === 'c1'
          ? {
              ...call,
              outcome: {
                status: 'answered',
                result: { content: [{ type: 'text', text: '[{"title":"Fix memory leak"}]' }] },
              },
            }
          : call,
      ),
    },
    onEvent: (event) => events.push(event),
  });
  expect(result).toMatchObject({ status: 'diverged', divergence: { kind: 'missing', nearest: { call: 'c3' } } });
  expect(events.slice(-2).map((event) => event.type)).toEqual(['diverged', 'run-ended']);
  expect(events.filter((event) => event.type === 'run-ended')).toHaveLength(1);
});

test('other inputs can be tried against a recording', async () => {
  const result = await replayWorkflow({
    workflow: exampleWorkflow,
    trace: recording(['Fix memory leak']),
    inputs: { repo: 'octo/other' },
  });
  expect(result).toMatchObject({ status: 'diverged', divergence: { step: 'listPulls' } });
});
