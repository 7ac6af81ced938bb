import { describe, expect, it } from 'vitest';
import { callViews } from './call-view.ts';
import { overviewOf } from './overview.ts';
import { leakTrace, traceOf } from './trace-fixture.ts';
import { TraceFlow } from './trace-flow.ts';

function overview(trace = leakTrace()) {
  return overviewOf(callViews({ trace, pending: [] }), new TraceFlow().update(trace, []));
}

describe('a recording at a glance', () => {
  it('counts reads and writes of each server', () => {
    expect(overview().servers).toEqual([
      { server: 'code', counts: { read: 1, write: 1, destroy: 0 } },
      { server: 'tracker', counts: { read: 0, write: 3, destroy: 0 } },
    ]);
  });

  it('counts every single value of the arguments once, by where it was seen before', () => {
    const { values } = overview();
    // 2 of the list, 4 of each ticket, 2 of the comment; the words are repository and project.
    expect(values).toEqual({ input: 4, reference: 8, neither: 4 });
  });

  it('joins values that took the same way, whichever row they stood in', () => {
    const way = overview().ways.find(({ to, from }) => to === 'create_issue.title' && from === 'pulls[].title');
    expect(way).toMatchObject({ origin: 'reference', tool: 'list_pull_requests', count: 3 });
  });

  it('names the calls that went wrong', () => {
    const trace = traceOf({
      calls: [
        { id: 'good', server: 's', tool: 't', args: {}, data: 1 },
        { id: 'bad', server: 's', tool: 't', args: {}, data: 'no', isError: true },
      ],
    });
    expect(overview(trace).failed).toEqual(['bad']);
  });

  it('has nothing to say about nothing', () => {
    expect(overview(traceOf({ calls: [] }))).toEqual({
      servers: [],
      failed: [],
      values: { input: 0, reference: 0, neither: 0 },
      ways: [],
    });
  });
});
